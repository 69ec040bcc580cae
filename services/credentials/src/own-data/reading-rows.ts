import { type EntityManager, sql } from '@mikro-orm/postgresql';
import type { DataReadingKind } from '@portal/domain';
import { mine } from '../teams/holders.ts';

/** A reading as it is found. */
export interface ReadingRow {
  id: string;
  kind: DataReadingKind;
  at: Date | string;
  reader: string | null;
  file_name: string | null;
  protocol: string;
  request_id: string;
  credential_id: string | null;
}

/** What is a person's and may have been read, with the request by which it is known to them. */
const whatIsTheirs = (personId: string) => sql`
  request as (
    select r.id, r.protocol, r.team_id, r.owner_id from access_request r
    where r.holder_id in (select holder_id from ${mine(personId)})
  ), theirs as (
    select 'ACCESS_REQUEST' as kind, r.id as subject_id, r.id as request_id, null::uuid as credential_id, null as file_name
    from request r
    union all select 'EVIDENCE', e.id, r.id, null, e.file_name from request r join evidence e on e.request_id = r.id
    union all select 'MESSAGE_ATTACHMENT', a.id, r.id, null, a.file_name
    from request r join message_attachment a on a.request_id = r.id
    union all select 'CREDENTIAL', c.id, r.id, c.id, null from request r join credential c on c.request_id = r.id
  ), reading as (
    select a.id, theirs.kind, a.at, a.actor_id, theirs.file_name, r.protocol, theirs.request_id, theirs.credential_id
    from theirs join request r on r.id = theirs.request_id
      join audit_record a on a.subject_id = theirs.subject_id
        and a.act in ('readAccessRequest', 'readEvidence', 'readMessageAttachment', 'readCredential')
    where a.actor_id is not null and a.actor_id <> r.owner_id
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
    with ${whatIsTheirs(personId)}
    select id, kind, at, file_name, protocol, request_id, credential_id, (
      select e.actor from access_request_event e
      where e.request_id = reading.request_id and e.actor_id = reading.actor_id limit 1
    ) as reader
    from reading where ${from} order by at desc, id desc limit ${limit}`);
}

/** How many there are, counted up to `most`. */
export async function countReadings(em: EntityManager, personId: string, most: number): Promise<number> {
  const [row] = await em.execute<{ count: number }[]>(sql`
    with ${whatIsTheirs(personId)}
    select count(*)::int as count from (select 1 from reading limit ${most}) as counted`);
  return row?.count ?? 0;
}
