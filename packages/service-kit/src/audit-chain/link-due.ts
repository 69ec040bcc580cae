import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { BEFORE_ALL, digestOf, linkOf, type RecordedAct } from '@portal/audit-chain';

const PAGE = 1_000;

/** One process at a time puts links to the chain of a database, however many there are. */
const CHAIN_LOCK = "pg_try_advisory_xact_lock(hashtextextended('audit chain', 0))";

interface Due extends Omit<RecordedAct, 'at'> {
  turn: string;
  at: Date | string;
}

/**
 * Links what was recorded since, in the order in which it was recorded; gives how many there were. Records are linked a
 * moment after they are committed and not within, so that no act waits for another.
 */
export async function linkDue(orm: MikroORM, now: Date): Promise<number> {
  let linked = 0;
  let page: number;
  do {
    page = await orm.em.fork().transactional((em) => linkPage(em, now));
    linked += page;
  } while (page === PAGE);
  return linked;
}

async function linkPage(em: EntityManager, now: Date): Promise<number> {
  const due = await em.execute<Due[]>(
    `select d.turn, r.id, r.at, r.actor_id as "actorId", r.act, r.subject, r.subject_id as "subjectId",
       r.trace_id as "traceId", r.detail
     from audit_due d join audit_record r on r.id = d.record_id
     where (select ${CHAIN_LOCK}) order by d.turn limit ?`,
    [PAGE],
  );
  if (due.length === 0) return 0;
  const [last] = await em.execute<{ place: string; link: string }[]>(
    'select place, link from audit_link order by place desc limit 1',
  );
  let before = last?.link ?? BEFORE_ALL;
  const first = Number(last?.place ?? 0) + 1;
  const links = due.map(({ turn: _, ...record }, index) => {
    const digest = digestOf({ ...record, at: new Date(record.at) });
    before = linkOf(before, digest);
    return { place: first + index, record_id: record.id, digest, link: before };
  });
  await em.execute(
    `insert into audit_link (place, record_id, digest, link, linked_at)
     select place, record_id, digest, link, ?::timestamptz
     from jsonb_to_recordset(?::jsonb) as made (place bigint, record_id uuid, digest text, link text)`,
    [now, JSON.stringify(links)],
  );
  await em.execute('delete from audit_due where turn = any (?::bigint[])', [`{${due.map(({ turn }) => turn).join()}}`]);
  return due.length;
}
