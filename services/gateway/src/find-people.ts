import { parseCpf } from '@portal/domain';
import { ConfigError } from '@portal/service-kit/process';
import type { GatewayConfig } from './config.ts';
import { onDatabase } from './on-database.ts';
import { KNOWN_BY, knownForms } from './personal-data/emails.ts';
import { hashSubject } from './sessions/subject-hash.ts';

/** An operator's command: the ids of who has an e-mail, or whom gov.br knows by a CPF; by them other commands are told whom they are about. */
export async function findPeople(
  config: GatewayConfig,
  wanted: string | undefined,
): Promise<{ people: { id: string; lastSignedInAt: string }[] }> {
  const cpf = parseCpf(wanted ?? '');
  if (!wanted?.includes('@') && !cpf.ok)
    throw new ConfigError('name an e-mail or a CPF: find-people ana@saude.example');
  return onDatabase(config, async (em) => {
    const { issuer } = config.oidc;
    const [condition, ...values] = cpf.ok
      ? ['issuer = ? and subject_hash = ?', issuer, await hashSubject(issuer, cpf.value)]
      : [`${KNOWN_BY} in (?, ?)`, ...knownForms(em, [wanted ?? ''])];
    const rows = await em.execute<{ id: string; at: Date | string }[]>(
      `select id, last_signed_in_at as at from people where ${condition} order by at desc`,
      values,
    );
    return { people: rows.map(({ id, at }) => ({ id, lastSignedInAt: new Date(at).toISOString() })) };
  });
}
