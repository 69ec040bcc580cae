import type { EntityManager } from '@mikro-orm/postgresql';
import { badUserInput, cursorExpired, decodeCursor, encodeCursor } from '@portal/service-kit';
import { z } from 'zod';
import { trim } from '../trim.ts';
import { type Change, type Interest, QUEUE_STATES } from './change.ts';

/** How long a cursor is good for. */
export const CURSOR_DAYS = 30;

const DAY_MS = 86_400_000;
/** Kept a day longer than any cursor, so that clocks need not agree. */
const KEPT_DAYS = CURSOR_DAYS + 1;
const cursorShape = z.tuple([z.int().min(0), z.int().min(0)]);

/** A cursor: a place on the line, and when it was given or what stands there happened. */
export function cursorAt(pos: number, at: Date): string {
  return encodeCursor([pos, at.getTime()]);
}

/** The place that a cursor names; CURSOR_EXPIRED after 30 days, BAD_USER_INPUT where there is no such place. */
export function placeOf(cursor: string, end: number, now: Date): number {
  const [pos, at] = decodeCursor(cursor, cursorShape);
  if (now.getTime() - at > CURSOR_DAYS * DAY_MS) throw cursorExpired();
  if (pos > end) throw badUserInput('O cursor não pode ser lido.');
  return pos;
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
  from: Change['from'];
  to: Change['to'];
}

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
    if (interest.ownerId !== undefined) {
      conditions.push('owner_id = ?');
      values.push(interest.ownerId);
    }
    if (interest.subjectId !== undefined) {
      conditions.push('subject_id = ?');
      values.push(interest.subjectId);
    }
    if (interest.queue) {
      const places = QUEUE_STATES.map(() => '?').join(', ');
      conditions.push(`("from" in (${places}) or "to" in (${places}))`);
      values.push(...QUEUE_STATES, ...QUEUE_STATES);
    }
  }
  const rows = await em.execute<Row[]>(
    `select id, pos, at, act, subject, subject_id, owner_id, event_id, "from", "to" from outbox
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
    from: row.from,
    to: row.to,
  }));
}

/** Drops what no cursor can ask for any more; the end of the line always stays. */
export async function trimLine(em: EntityManager, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  await trim(em, 'outbox', 'at < ? and pos < (select max(pos) from outbox)', [before]);
}
