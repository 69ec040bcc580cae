import { setTimeout } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type PersonalColumn, personalKeys, sealPlain, sealTexts } from '@portal/service-kit';
import { movePems } from '../certificates/move-pems.ts';
import { PERSONAL_JSON, PERSONAL_TEXTS } from './columns.ts';

const BATCH = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Seals what a version before wrote of people as plain text, and all that is written from now on. */
export async function sealPersonalData(
  em: EntityManager,
  wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<{ sealed: number }> {
  // What a version long before kept elsewhere comes to where it is sealed.
  await movePems(em);
  return sealPlain(em, () => sealAll(em), wait);
}

async function sealAll(em: EntityManager): Promise<number> {
  let sealed = 0;
  for (const [column, subject] of Object.entries(PERSONAL_TEXTS)) sealed += await sealTexts(em, { column, subject });
  for (const column of Object.values(PERSONAL_JSON)) sealed += await sealJsons(em, column);
  return sealed;
}

async function sealJsons(em: EntityManager, of: PersonalColumn): Promise<number> {
  let sealed = 0;
  let after: string | undefined = FIRST;
  while (after !== undefined) {
    const from: string = after;
    const { last, changed } = await em.fork().transactional((inside) => sealBatchOf(inside, of, from));
    after = last;
    sealed += changed;
  }
  return sealed;
}

/** With the last id of the batch, after which the next begins; none after the last batch. */
async function sealBatchOf(em: EntityManager, of: PersonalColumn, after: string) {
  const [table, column] = of.column.split('.');
  const rows = await em.execute<{ id: string; subject: string; value: object | null }[]>(
    // Locked first: what is being changed meanwhile is sealed as it is then.
    `select id, ${of.subject} as subject, ${column} as value from ${table} where id > ? order by id limit ${BATCH}
     for no key update`,
    [after],
  );
  const keys = personalKeys(em);
  const plain = rows.flatMap(({ id, subject, value }) =>
    value && keys.isPlain(of, value) ? [{ id, subject, value }] : [],
  );
  const wrapped = await keys.keysOf(
    em,
    plain.map(({ subject }) => subject),
  );
  for (const { id, subject, value } of plain) {
    const sealed = keys.sealJson(of, { value, subject, wrapped: wrapped.get(subject) ?? '' });
    await em.execute(`update ${table} set ${column} = ?::jsonb where id = ?`, [JSON.stringify(sealed), id]);
  }
  return { last: rows.length === BATCH ? rows.at(-1)?.id : undefined, changed: plain.length };
}
