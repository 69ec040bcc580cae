import { createInterface } from 'node:readline/promises';
import { type AssuranceLevel, parseCpf, type Role } from '@portal/domain';
import type { SealedText } from '@portal/service-kit/database';
import { ConfigError } from '@portal/service-kit/process';
import type { GatewayConfig } from './config.ts';
import { onDatabase } from './on-database.ts';
import { KNOWN_BY, knownForms, opened, ROLE_FACTS } from './personal-data/emails.ts';
import { MinistryRoles } from './sessions/ministry-roles.ts';
import { createRoleBook, type RoleFacts } from './sessions/roles.ts';
import { hashSubject } from './sessions/subject-hash.ts';

/** Somebody who signed in at least once. */
interface FoundPerson {
  id: string;
  /** Null where it is not verified: then anybody may have written it. */
  email: string | null;
  verified: boolean;
  level: AssuranceLevel;
  /** What they are now, by the environment as well. */
  roles: Role[];
  lastSignedInAt: string;
}

/**
 * An operator's command: who has an e-mail, or whom gov.br knows by a CPF, which is typed: an argument would stand in the
 * shell's history. By their ids other commands are told whom they are about.
 */
export async function findPeople(
  config: GatewayConfig,
  { email, typed }: { email: string | undefined; typed: () => Promise<string> },
): Promise<{ people: FoundPerson[] }> {
  if (email !== undefined && !email.includes('@')) {
    throw new ConfigError('name an e-mail: find-people ana@saude.example; a CPF is typed after find-people alone');
  }
  const cpf = email === undefined ? parseCpf(await typed()) : undefined;
  if (cpf && !cpf.ok) throw new ConfigError('what was typed is no CPF');
  return onDatabase(config, async (em, { orm, url }) => {
    const { issuer } = config.oidc;
    const [condition, ...values] = cpf
      ? ['issuer = ? and subject_hash = ?', issuer, await hashSubject(issuer, cpf.value)]
      : [`${KNOWN_BY} in (?, ?)`, ...knownForms(em, [email ?? ''])];
    const rows = await em.execute<Row[]>(
      `select id, level, last_signed_in_at as at, ${ROLE_FACTS} from people where ${condition} order by at desc`,
      values,
    );
    await using roles = await MinistryRoles.open(orm, url, await createRoleBook(issuer, config), () => new Date());
    const people = rows.map(async (row): Promise<FoundPerson> => {
      const facts = opened(em, row);
      return {
        id: row.id,
        email: row.emailVerified ? facts.email : null,
        verified: row.emailVerified,
        level: row.level,
        roles: (await roles.of(facts)).roles,
        lastSignedInAt: new Date(row.at).toISOString(),
      };
    });
    return { people: await Promise.all(people) };
  });
}

/** The first line that is typed, or handed over. */
export async function readTyped(input: NodeJS.ReadableStream): Promise<string> {
  using lines = createInterface({ input });
  process.stderr.write('CPF: ');
  for await (const line of lines) return line;
  return '';
}

type Row = Omit<RoleFacts, 'email' | 'formerEmail'> & {
  id: string;
  email: SealedText;
  formerEmail: SealedText;
  level: AssuranceLevel;
  at: Date | string;
};
