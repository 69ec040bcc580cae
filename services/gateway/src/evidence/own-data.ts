import { buffer, text } from 'node:stream/consumers';
import type { MikroORM } from '@mikro-orm/postgresql';
import { OWN_DATA_MOST_PRINTED } from '@portal/domain';
import { MOST_OF_EACH, type OwnDataSections, readOwnData } from '@portal/service-kit/database';
import type { Response } from 'express';
import { KNOWN_BY, sealedEmail } from '../personal-data/emails.ts';
import { readAnswer, relay } from './relayed-answer.ts';
import type { FileCaller, ServiceFiles } from './service-files.ts';

/** So long may a service take to gather what it has. */
const WITHIN_MS = 30_000;

const BY_ME = '(select id from me)';

/** What the gateway's own database has of a person: no hash, and no token's text, which it does not have. */
export const OWN_DATA: OwnDataSections = {
  person: `select name, ${sealedEmail('people.email')} as email, email_verified as "emailVerified",
      ${sealedEmail('people.former_email')} as "formerEmail", level, last_signed_in_at as "lastSignedInAt"
    from people where id = ${BY_ME}`,
  sessions: `select created_at as "createdAt", last_seen_at as "lastSeenAt", second_factor_at as "secondFactorAt",
      browser, system, at_review as "atReview" from sessions
    where person_id = ${BY_ME} order by created_at desc`,
  personalAccessTokens: `select name, scopes, allowed_ips as "allowedIps", created_at as "createdAt",
      expires_at as "expiresAt", last_used_at as "lastUsedAt"
    from personal_access_tokens where person_id = ${BY_ME} order by created_at desc`,
  securityKeys: `select name, created_at as "createdAt", last_used_at as "lastUsedAt"
    from security_keys where person_id = ${BY_ME} order by created_at desc`,
  // By the same e-mail as they count for the person.
  ministryRoles: `select roles, portfolios, reason, at from ministry_role_changes
    where ${KNOWN_BY} = (select ${KNOWN_BY} from people where id = ${BY_ME} and email_verified)
      or (${KNOWN_BY}, number) =
        (select coalesce(former_email_blind, former_email), former_change from people where id = ${BY_ME})
    order by at desc`,
  // To whom is another's.
  rolesGiven: `select roles, reason, at from ministry_role_changes where by_id = ${BY_ME} order by at desc`,
};

/** Tables that have something of people and are in no export, and why. */
export const NOT_IN_OWN_DATA: Readonly<Record<string, string>> = {
  budgets: 'what was spent within a minute',
  held_connections: 'sockets that are open',
  security_key_acts: 'on their way to the audit log, for seconds',
  wrong_secrets: 'guesses of a minute, by address',
};

/** What is asked. */
interface OwnDataParts {
  orm: MikroORM;
  files: ServiceFiles;
  reports: ServiceFiles;
}

/** What the portal has of a person, as one file; where a service does not answer there is none, rather than a part. */
export async function sendOwnData(parts: OwnDataParts, asker: FileCaller, res: Response) {
  const gathered = await gather(parts, asker, MOST_OF_EACH);
  res.set('cache-control', 'no-store').attachment('meus-dados.json');
  res.type('json').send(`{"mostOfEach":${MOST_OF_EACH},${gathered}}`);
}

/** The same to be read: of each the newest, and whether there are more. */
export async function sendOwnDataSheet(parts: OwnDataParts, asker: FileCaller, res: Response) {
  const body = Buffer.from(`{${await gather(parts, asker, OWN_DATA_MOST_PRINTED + 1)}}`);
  const signal = AbortSignal.timeout(WITHIN_MS);
  const asked = { method: 'POST', path: '/internal/own-data-sheet', body, signal, changes: () => false } as const;
  const answer = await parts.files.ask(asked, asker);
  if (answer.statusCode !== 200) return relay(res, await readAnswer(answer));
  const pdf = await buffer(answer.body);
  res.set('cache-control', 'no-store').attachment('meus-dados.pdf').type('pdf').send(pdf);
}

/** The fields of a JSON object. What the databases wrote is passed on as it is: none of it is looked at here. */
async function gather({ orm, files, reports }: OwnDataParts, asker: FileCaller, most: number): Promise<string> {
  if (asker.caller.kind !== 'person') throw new Error('own data are a person’s');
  const signal = AbortSignal.timeout(WITHIN_MS);
  const of = async (service: ServiceFiles) => {
    const path = `/internal/own-data?most=${most}`;
    const { statusCode, body } = await service.ask({ method: 'GET', path, signal, changes: () => false }, asker);
    if (statusCode === 200) return text(body);
    await body.dump();
    throw new Error(`own data were answered with ${statusCode}`);
  };
  const [own, requests, homologation] = await Promise.all([
    readOwnData(orm.em.fork(), OWN_DATA, asker.caller.id, most),
    of(files),
    of(reports),
  ]);
  return `"account":${own},"requests":${requests},"homologation":${homologation}`;
}
