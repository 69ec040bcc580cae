import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';

const SESSIONS = `with person as (
  insert into people (issuer, subject_hash, name, email, email_verified, level, last_signed_in_at)
  select 'bench', email, 'Pessoa ' || email, email, true, 'GOLD', now() from unnest($1::text[]) as email
  returning id, email
)
insert into sessions (id_hash, person_id, created_at, last_seen_at)
select key, person.id, now(), now() from unnest($1::text[], $2::text[]) as given (email, key) join person using (email)`;

/** E-mails of so many people, to be named as reviewers before the portal starts. */
export function emailsOf(people: number): string[] {
  return Array.from({ length: people }, (_, index) => `pessoa-${index}@bench.example`);
}

/** Signs people in as the gateway would, by a session in its database: hundreds by the issuer would take minutes. */
export async function sessionsOf(emails: string[], databaseUrl: string): Promise<string[]> {
  const ids = emails.map(() => randomBytes(32).toString('base64url'));
  const keys = ids.map((id) => createHash('sha256').update(id).digest('base64url'));
  const client = new pg.Client({ connectionString: new URL('/gateway', databaseUrl).href });
  await client.connect();
  try {
    await client.query(SESSIONS, [emails, keys]);
  } finally {
    await client.end();
  }
  return ids;
}
