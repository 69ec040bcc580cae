import type { EntityManager } from '@mikro-orm/postgresql';
import { LIMITS } from '@portal/domain';
import { refuse } from './problem.ts';

const HOUR_MS = 3_600_000;

interface Writing {
  /** Where such messages are kept, by `written_by` and `written_at`. */
  table: 'request_message' | 'conformance_message';
  personId: string;
  now: Date;
}

/** Refuses a message of who wrote too many within the hour. One at a time for each person: two at once would each find room for one. */
export async function refuseTooManyMessages(em: EntityManager, { table, personId, now }: Writing): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${table} of ${personId}`]);
  const [counted] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from ${table} where written_by = ? and written_at > ?`,
    [personId, new Date(now.getTime() - HOUR_MS)],
  );
  const { max } = LIMITS.messagesAnHour;
  if ((counted?.count ?? 0) < max) return;
  refuse('NOT_ALLOWED', `Você já escreveu ${max} mensagens em uma hora. Aguarde um pouco e envie de novo.`, ['text']);
}
