import type { EntityManager } from '@mikro-orm/postgresql';
import { readLine } from '../events/cursors.ts';
import { addNotices } from './notice-rows.ts';
import { noticesOf } from './notices-of-changes.ts';

const PAGE = 200;

/**
 * Reads the live line on from where it was left, and writes what people are told of it. The place is kept in the same
 * transaction, under a lock: each is told once, however often or in how many processes this is done, and whoever dies.
 */
export async function tellChanges(em: EntityManager, now: Date): Promise<void> {
  let read: number;
  do {
    read = await em.fork().transactional((inside) => tellPage(inside, now));
  } while (read === PAGE);
}

async function tellPage(em: EntityManager, now: Date): Promise<number> {
  const [cursor] = await em.execute<{ pos: string }[]>('select pos from notice_cursor for update');
  const changes = await readLine(em, Number(cursor?.pos ?? 0), PAGE);
  const last = changes.at(-1);
  if (!last) return 0;
  await addNotices(em, await noticesOf(em, changes, now));
  await em.execute('update notice_cursor set pos = ?', [last.pos]);
  return changes.length;
}
