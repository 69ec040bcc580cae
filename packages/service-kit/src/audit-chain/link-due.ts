import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { BEFORE_ALL, digestOf, linkOf, type RecordedAct } from '@portal/audit-chain';
import { arrayLiteral } from '../database/array-literal.ts';

const PAGE = 1_000;

/** One process at a time puts links to the chain of a database, however many there are. */
const TAKE_TURN = "select pg_try_advisory_xact_lock(hashtextextended('audit chain', 0)) as taken";

interface Due extends Omit<RecordedAct, 'at'> {
  turn: string;
  at: Date | string;
}

/**
 * Links what was recorded since, in the order in which it was recorded. Records are linked a moment after they are committed
 * and not within, so that no act waits for another.
 */
export async function linkDue(orm: MikroORM, now: Date): Promise<void> {
  while (await orm.em.fork().transactional((em) => linkPage(em, now)));
}

/** Whether there may be more. */
async function linkPage(em: EntityManager, now: Date): Promise<boolean> {
  // By a statement of its own: what is read next is what was there once the turn was taken.
  const [turn] = await em.execute<{ taken: boolean }[]>(TAKE_TURN);
  if (!turn?.taken) return false;
  const due = await em.execute<Due[]>(
    `select d.turn, r.id, r.at, r.actor_id as "actorId", r.act, r.subject, r.subject_id as "subjectId",
       r.trace_id as "traceId", r.detail
     from audit_due d join audit_record r on r.id = d.record_id order by d.turn limit ?`,
    [PAGE],
  );
  if (due.length > 0) await link(em, due, now);
  return due.length === PAGE || backfill(em);
}

async function link(em: EntityManager, due: Due[], now: Date): Promise<void> {
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
  await em.execute('delete from audit_due where turn = any (?::bigint[])', [arrayLiteral(due.map(({ turn }) => turn))]);
}

/** Puts what was recorded before there was a chain to what waits, a page at a time; false once all of it was. */
async function backfill(em: EntityManager): Promise<boolean> {
  const [state] = await em.execute<{ last: string }[]>('select last from audit_backfill where not done');
  if (!state) return false;
  const page = await em.execute<{ id: string }[]>('select id from audit_record where id > ? order by id limit ?', [
    state.last,
    PAGE,
  ]);
  const ids = arrayLiteral(page.map(({ id }) => id));
  await em.execute(
    `insert into audit_due (record_id) select id from unnest(?::uuid[]) as id
     where not exists (select from audit_link l where l.record_id = id) order by id on conflict do nothing`,
    [ids],
  );
  await em.execute('update audit_backfill set last = ?, done = ?', [page.at(-1)?.id ?? state.last, page.length < PAGE]);
  return true;
}
