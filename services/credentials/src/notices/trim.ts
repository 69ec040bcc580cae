import type { EntityManager } from '@mikro-orm/postgresql';
import { trim } from '@portal/service-kit';

const DAY_MS = 86_400_000;

/** Drops notices of an age; gives how many there were. */
export async function trimNotices(em: EntityManager, days: number, now: Date): Promise<number> {
  return trim(em, 'notice', 'at < ?', [new Date(now.getTime() - days * DAY_MS)]);
}
