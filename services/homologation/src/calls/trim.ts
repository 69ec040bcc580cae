import type { EntityManager } from '@mikro-orm/postgresql';
import { trim } from '@portal/service-kit';

/** How long calls, documents and faults are kept. */
const KEPT_DAYS = 90;

/** Drops those that are old. */
export async function trimCalls(em: EntityManager, now: Date): Promise<void> {
  const before = [new Date(now.getTime() - KEPT_DAYS * 86_400_000)];
  await trim(em, 'call', 'at < ?', before);
  await trim(em, 'document', 'created_at < ?', before);
  await trim(em, 'armed_fault', 'until < ?', before);
}
