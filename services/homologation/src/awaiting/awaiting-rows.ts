import type { EntityManager } from '@mikro-orm/postgresql';
import type { ConformanceAwaitingKind } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';

/** Something that waits for a reviewer. */
export interface AwaitingRow {
  kind: ConformanceAwaitingKind;
  run_id: string;
  requirement_id: string;
  since: Date;
  /** Tells those of one moment apart. */
  key: string;
  words: string;
}

/** Behind which the page begins. */
export type AwaitingPlace = readonly [since: string, key: string];

/** What one reviewer may decide, for somebody else proposed it, and what integrators wrote last; nothing of runs of their own team. */
const AWAITING = `
  select 'PROPOSAL' as kind, proposed.run_id, proposed.requirement_id, proposed.proposed_at as since, proposed.id::text as key,
    proposed.reason as words, run.credential_id, null as suite_id
  from conformance_override as proposed
    join conformance_run as run on run.id = proposed.run_id and run.replaced_by is null and run.credential_id <> all(?::uuid[])
  where proposed.proposed_by <> ? and not exists (
    select 1 from conformance_override_decision as decided where decided.run_id = proposed.run_id and decided.id = proposed.id)
  union all
  select 'MESSAGE', run.id, thread.requirement_id, thread.last_at, run.id::text || ' ' || thread.requirement_id,
    null, thread.credential_id, thread.suite_id
  from conformance_thread as thread
    join conformance_run as run on run.credential_id = thread.credential_id and run.suite_id = thread.suite_id
      and run.replaced_by is null and run.credential_id <> all(?::uuid[])
  where thread.last_side = 'INTEGRATOR'`;

/** Who asks, the credentials of their teams, and of which ones they look at what waits; null for all. */
export interface Asker {
  personId: string;
  own: readonly string[];
  among: readonly string[] | null;
}

/** A page of what waits for a reviewer, what waits longest first. */
export function awaitingPage(
  em: EntityManager,
  asker: Asker,
  { limit, after }: { limit: number; after: AwaitingPlace | null },
): Promise<AwaitingRow[]> {
  const [awaiting, values] = awaitingFor(asker);
  return em.execute<AwaitingRow[]>(
    `select kind, run_id, requirement_id, since, key, coalesce(words, (
       select text from conformance_message as one where one.credential_id = awaiting.credential_id
         and one.suite_id = awaiting.suite_id and one.requirement_id = awaiting.requirement_id order by place desc limit 1
     )) as words
     from ${awaiting} ${after ? 'and (since, key) > (?::timestamptz, ?)' : ''} order by since, key limit ?`,
    [...values, ...(after ?? []), limit],
  );
}

/** How much waits, counted no further than that. */
export async function awaitingCount(em: EntityManager, asker: Asker, most: number): Promise<number> {
  const [awaiting, values] = awaitingFor(asker);
  const [counted] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from (select 1 from ${awaiting} limit ?) as counted`,
    [...values, most],
  );
  return counted?.count ?? 0;
}

/** The credentials of whose runs something waits, for who looks at some alone: of which portfolio each is is known elsewhere. */
export async function awaitingCredentials(em: EntityManager, asker: Omit<Asker, 'among'>): Promise<string[]> {
  const [awaiting, values] = awaitingFor({ ...asker, among: null });
  const rows = await em.execute<{ credential_id: string }[]>(`select distinct credential_id from ${awaiting}`, values);
  return rows.map(({ credential_id: id }) => id);
}

/** What waits, as a table `awaiting` with a condition. */
function awaitingFor({ personId, own, among }: Asker): [sql: string, values: string[]] {
  const credentials = arrayLiteral(own);
  const table = `(${AWAITING}) as awaiting where`;
  const values = [credentials, personId, credentials];
  return among === null
    ? [`${table} true`, values]
    : [`${table} credential_id = any(?::uuid[])`, [...values, arrayLiteral(among)]];
}
