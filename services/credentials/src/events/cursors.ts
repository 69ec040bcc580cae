import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayLiteral, cursorExpired, cursorLost, decodeCursor, encodeCursor, trim } from '@portal/service-kit';
import { z } from 'zod';
import { withinReach } from '../requests/reach.ts';
import { type Change, type Interest, QUEUE_STATES } from './change.ts';

/** How long a cursor is good for. */
export const CURSOR_DAYS = 30;

const DAY_MS = 86_400_000;
/** Kept a day longer than any cursor, so that clocks need not agree. */
const KEPT_DAYS = CURSOR_DAYS + 1;
/** A place, when it was given, and what stands there; an older version gave cursors without that. */
const cursorShape = z.tuple([z.int().min(0), z.int().min(0)], z.string());

/** Something on the line, as a cursor names it. */
export type Place = Pick<Change, 'pos' | 'id'>;

/** A cursor: a place on the line, and when it was given or what stands there happened. */
export function cursorAt({ pos, id }: Place, at: Date): string {
  return encodeCursor([pos, at.getTime(), markOf(id)]);
}

/** The cursor of now. */
export async function cursorOfEnd(em: EntityManager, now: Date): Promise<string> {
  const [row] = await em.execute<{ pos: string; id: string }[]>(
    'select pos, id from outbox where pos is not null order by pos desc limit 1',
  );
  return cursorAt({ pos: Number(row?.pos ?? 0), id: row?.id ?? '' }, now);
}

/**
 * The place that a cursor names; CURSOR_EXPIRED after 30 days, CURSOR_LOST where something else stands there now, or nothing
 * yet: the database was restored from a copy that is older than the cursor.
 */
export async function placeOf(em: EntityManager, cursor: string, now: Date): Promise<number> {
  const [pos, at, mark] = decodeCursor(cursor, cursorShape);
  if (now.getTime() - at > CURSOR_DAYS * DAY_MS) throw cursorExpired();
  if (pos === 0) return pos;
  if (!Number.isSafeInteger(pos)) throw cursorLost();
  const [row] = await em.execute<{ id: string | null; first: string | null; last: string | null }[]>(
    `select min(pos) as first, max(pos) as last, (select id from outbox where pos = ?) as id from outbox`,
    [pos],
  );
  // What stood there may have been dropped for its age, while a line on which nothing happened kept its end.
  const trimmed = row?.first != null && pos < Number(row.first);
  if (trimmed) return pos;
  if (row?.id == null || (mark !== undefined && mark !== markOf(row.id))) throw cursorLost();
  return pos;
}

/** The random part of an id: no other line has it at the same place. */
function markOf(id: string): string {
  return id.slice(-12);
}

/** The last place that is taken; 0 on an empty line. */
export async function endOfLine(em: EntityManager): Promise<number> {
  const [row] = await em.execute<{ pos: string | null }[]>('select max(pos) as pos from outbox');
  return Number(row?.pos ?? 0);
}

interface Row {
  id: string;
  act: Change['act'];
  pos: string;
  at: Date | string;
  subject: Change['subject'];
  subject_id: string;
  owner_id: string;
  event_id: string | null;
  told: Change['told'];
  portfolio: string | null;
  from: Change['from'];
  to: Change['to'];
}

/** A request's portfolio is the same for ever. */
const PORTFOLIO = `(select r.portfolio from access_request r
  where r.id = outbox.subject_id and outbox.subject in ('ACCESS_REQUEST', 'MESSAGE'))`;

/** What stands after a place, in order; with an interest only what is of interest. */
export async function readLine(
  em: EntityManager,
  after: number,
  limit: number,
  interest?: Interest,
): Promise<Change[]> {
  const conditions = ['pos > ?'];
  const values: unknown[] = [after];
  if (interest) {
    conditions.push('subject = ?');
    values.push(interest.subject);
    if (interest.holders) {
      const holders = arrayLiteral(interest.holders);
      // The operator for it is a question mark, which is a value's place here.
      const told = interest.subject === 'NOTICE' ? ' or jsonb_exists_any(told, ?::text[])' : '';
      conditions.push(`(owner_id = any(?::uuid[])${told})`);
      values.push(holders, ...(told ? [holders] : []));
    }
    if (interest.subjectId !== undefined) {
      conditions.push('subject_id = ?');
      values.push(interest.subjectId);
    }
    const [inReach, slugs] = withinReach(PORTFOLIO, interest.portfolios ?? null);
    conditions.push(inReach);
    values.push(...slugs);
    if (interest.queue) {
      const places = QUEUE_STATES.map(() => '?').join(', ');
      conditions.push(`("from" in (${places}) or "to" in (${places}))`);
      values.push(...QUEUE_STATES, ...QUEUE_STATES);
    }
  }
  const rows = await em.execute<Row[]>(
    `select id, pos, at, act, subject, subject_id, owner_id, event_id, told, "from", "to", ${PORTFOLIO} as portfolio
     from outbox
     where ${conditions.join(' and ')} order by pos limit ${limit}`,
    values,
  );
  return rows.map((row) => ({
    pos: Number(row.pos),
    at: new Date(row.at),
    id: row.id,
    act: row.act,
    subject: row.subject,
    subjectId: row.subject_id,
    ownerId: row.owner_id,
    eventId: row.event_id,
    told: row.told,
    portfolio: row.portfolio,
    from: row.from,
    to: row.to,
  }));
}

/** Drops what no cursor can ask for any more; the end of the line always stays. */
export function trimLine(em: EntityManager, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  return trim(em, 'outbox', 'at < ? and pos < (select max(pos) from outbox)', [before]);
}
