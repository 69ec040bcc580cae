import { type EntityManager, sql } from '@mikro-orm/postgresql';
import type { DataReadingKind } from '@portal/domain';
import { mine } from '../teams/holders.ts';

/** What each act of the audit log is a reading of. */
export const READ_BY = {
  readAccessRequest: 'ACCESS_REQUEST',
  readEvidence: 'EVIDENCE',
  readMessageAttachment: 'MESSAGE_ATTACHMENT',
  readCredential: 'CREDENTIAL',
} as const satisfies Record<string, DataReadingKind>;

/** A reading as it is found. */
export interface ReadingRow {
  id: string;
  act: keyof typeof READ_BY;
  at: Date | string;
  reader: string | null;
  file_name: string | null;
  protocol: string;
  request_id: string;
  credential_id: string | null;
}

/** What is a person's and was read, with the request by which it is known to them. */
const readingsOf = (personId: string) => sql`
  request as (
    select r.id, r.protocol, r.team_id, r.owner_id from access_request r
    where r.holder_id in (select holder_id from ${mine(personId)})
  ), theirs as (
    select r.id as subject_id, r.id as request_id, null::uuid as credential_id, null as file_name from request r
    union all select e.id, r.id, null, e.file_name from request r join evidence e on e.request_id = r.id
    union all select c.id, r.id, c.id, null from request r join credential c on c.request_id = r.id
  ), reading as (
    select a.id, a.act, a.at, a.actor_id, a.detail, theirs.file_name, r.protocol, theirs.request_id, theirs.credential_id
    from theirs join request r on r.id = theirs.request_id
      join audit_record a on a.subject_id = theirs.subject_id
        and a.act in ('readAccessRequest', 'readEvidence', 'readMessageAttachment', 'readCredential')
    where a.actor_id is not null and a.actor_id <> r.owner_id
      -- Of files each reading is recorded, the team's own too: who was of it then, or is of it now.
      and a.detail ->> 'ofTeam' is distinct from 'true'
      and not exists (select 1 from team_member m where m.team_id = r.team_id and m.person_id = a.actor_id)
  )`;

/**
 * Who outside their team read what is a person's, the newest first. The name is told where the history of that request
 * tells it as well.
 */
export function readReadings(
  em: EntityManager,
  personId: string,
  { limit, after }: { limit: number; after: [string, string] | null },
): Promise<ReadingRow[]> {
  const from = after ? sql`(at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`;
  return em.execute<ReadingRow[]>(sql`
    with ${readingsOf(personId)}
    select id, act, at, protocol, request_id, credential_id, case act
      when 'readMessageAttachment' then (
        select f.file_name from message_attachment f where f.id = (reading.detail ->> 'attachment')::uuid
      ) else file_name end as file_name, (
      select e.actor from access_request_event e
      where e.request_id = reading.request_id and e.actor_id = reading.actor_id limit 1
    ) as reader
    from reading where ${from} order by at desc, id desc limit ${limit}`);
}

/** How many there are, counted up to `most`. */
export async function countReadings(em: EntityManager, personId: string, most: number): Promise<number> {
  const [row] = await em.execute<{ count: number }[]>(sql`
    with ${readingsOf(personId)}
    select count(*)::int as count from (select 1 from reading limit ${most}) as counted`);
  return row?.count ?? 0;
}
