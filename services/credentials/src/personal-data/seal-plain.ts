import { setTimeout } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type PersonalColumn, personalKeys, SEALED_TEXT } from '@portal/service-kit';
import { movePems } from '../certificates/move-pems.ts';
import { PERSONAL_JSON, PERSONAL_TEXTS, type PersonalText } from './columns.ts';
import { sealText } from './texts.ts';

const BATCH = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Whoever read that nothing is sealed yet has written by then: a connection, and a transaction of 25 s, are waited for no longer. */
const WRITTEN_WITHIN = "interval '1 minute'";

/**
 * Once no instance of a version before runs, which could not read it: has everything sealed that is written from now on, and
 * seals what stands there, a batch at a time, while all goes on. Cut off, it is done again, and begins where plain text is.
 */
export async function sealPersonalData(
  em: EntityManager,
  wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<{ sealed: number }> {
  // What a version long before kept elsewhere comes to where it is sealed.
  await movePems(em);
  await em.execute('update personal_sealing set since = now() where since is null');
  const before = await sealAll(em);
  const [rest] = await em.execute<{ milliseconds: number }[]>(
    `select greatest(0, extract(epoch from since + ${WRITTEN_WITHIN} - now()) * 1000)::int as milliseconds
     from personal_sealing`,
  );
  await wait(rest?.milliseconds ?? 0);
  const meanwhile = await sealAll(em);
  await em.execute('update personal_sealing set done_at = now() where done_at is null');
  return { sealed: before + meanwhile };
}

async function sealAll(em: EntityManager): Promise<number> {
  let sealed = 0;
  for (const column of Object.keys(PERSONAL_TEXTS)) sealed += await sealTexts(em, column as PersonalText);
  for (const column of Object.values(PERSONAL_JSON)) sealed += await sealJsons(em, column);
  return sealed;
}

async function sealTexts(em: EntityManager, name: PersonalText): Promise<number> {
  const [table, column] = name.split('.');
  const sealBatch = async (inside: EntityManager) => {
    const rows = await inside.execute<{ row: string; subject: string; text: string }[]>(
      `select ctid::text as row, ${PERSONAL_TEXTS[name]} as subject, ${column} as text from ${table}
       where ${column} !~ ? limit ${BATCH} for no key update`,
      [SEALED_TEXT.source],
    );
    for (const { row, subject, text } of rows) {
      await inside.execute(`update ${table} set ${column} = ? where ctid = ?::tid`, [
        await sealText(inside, name, subject, text),
        row,
      ]);
    }
    return rows.length;
  };
  let sealed = 0;
  let batch: number;
  do {
    batch = await em.fork().transactional(sealBatch);
    sealed += batch;
  } while (batch === BATCH);
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
