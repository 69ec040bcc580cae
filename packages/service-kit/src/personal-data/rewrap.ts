import type { EntityManager } from '@mikro-orm/postgresql';
import type { KeyRing } from './key-ring.ts';

const BATCH = 500;

/** Wraps by the current key what the others wrapped, a batch at a time, while all goes on. Cut off, it is done again. */
export async function rewrapKeys(em: EntityManager, ring: KeyRing): Promise<{ rewrapped: number }> {
  let rewrapped = 0;
  let rows: { subject: string; wrapped: string }[];
  do {
    rows = await em.fork().transactional((inside) => rewrapBatch(inside, ring));
    rewrapped += rows.length;
  } while (rows.length === BATCH);
  return { rewrapped };
}

async function rewrapBatch(em: EntityManager, ring: KeyRing) {
  const rows = await em.execute<{ subject: string; wrapped: string }[]>(
    `select subject, wrapped from personal_key where split_part(wrapped, ':', 1) <> ? order by subject limit ${BATCH}
     for update`,
    [ring.current],
  );
  const anew = rows.map(({ subject, wrapped }) => ({ subject, wrapped: ring.rewrap(wrapped, subject) }));
  await em.execute(
    `update personal_key set wrapped = anew.wrapped from jsonb_to_recordset(?::jsonb) as anew (subject uuid, wrapped text)
     where personal_key.subject = anew.subject`,
    [JSON.stringify(anew)],
  );
  return rows;
}
