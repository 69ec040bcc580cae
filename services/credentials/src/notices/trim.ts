import type { EntityManager } from '@mikro-orm/postgresql';
import { trim } from '@portal/service-kit';

const DAY_MS = 86_400_000;

/** Drops notices of an age. */
export async function trimNotices(em: EntityManager, days: number, now: Date): Promise<void> {
  await trim(em, 'notice', 'at < ?', [new Date(now.getTime() - days * DAY_MS)]);
}
