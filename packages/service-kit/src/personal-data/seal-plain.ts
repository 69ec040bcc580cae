import { setTimeout } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { personalKeys, personalSql, SEALED_TEXT } from './personal-keys.ts';
import { openText, type SealedText } from './personal-texts.ts';

const BATCH = 100;

/** Whoever read that nothing is sealed yet has written by then: a connection, and a transaction of 25 s, are waited for no longer. */
const WRITTEN_WITHIN = "interval '1 minute'";

/**
 * Once no instance of a version before runs, which could not read it: has everything sealed that is written from now on, and
 * seals what stands there by `sealAll`, while all goes on. Cut off, it is done again, and begins where plain text is.
 */
export async function sealPlain(
  em: EntityManager,
  sealAll: () => Promise<number>,
  wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<{ sealed: number }> {
  await em.execute('update personal_sealing set since = now() where since is null');
  const before = await sealAll();
  const [rest] = await em.execute<{ milliseconds: number }[]>(
    `select greatest(0, extract(epoch from since + ${WRITTEN_WITHIN} - now()) * 1000)::int as milliseconds
     from personal_sealing`,
  );
  await wait(rest?.milliseconds ?? 0);
  const meanwhile = await sealAll();
  await em.execute('update personal_sealing set done_at = now() where done_at is null');
  return { sealed: before + meanwhile };
}

/** A text about people, and where it stands. */
export interface TextColumn {
  /** `table.column`. */
  column: string;
  /** The column of the same row that says whose key. */
  subject: string;
  /** The column of the same row that it is found by once it is sealed, and what stands in it for a text. */
  foundBy?: { column: string; of: (text: string) => string };
}

/** Seals what is plain text of a column, a batch at a time. */
export function sealTexts(em: EntityManager, { column, subject, foundBy }: TextColumn): Promise<number> {
  const [table, name] = column.split('.');
  return inBatches(em, async (inside) => {
    const rows = await inside.execute<{ row: string; subject: string; text: string }[]>(
      `select ctid::text as row, ${subject} as subject, ${name} as text from ${table}
       where ${name} !~ ? limit ${BATCH} for no key update`,
      [SEALED_TEXT.source],
    );
    for (const { row, subject: whose, text } of rows) {
      const sealed = await personalKeys(inside).sealText(inside, { column, subject: whose }, text);
      const found = foundBy ? [foundBy.of(text)] : [];
      await inside.execute(
        `update ${table} set ${name} = ? ${foundBy ? `, ${foundBy.column} = ?` : ''} where ctid = ?::tid`,
        [sealed, ...found, row],
      );
    }
    return rows.length;
  });
}

/** The way back, while nothing else writes: what is sealed of a column is plain text again. What nobody can open stays as it is. */
export function openTexts(em: EntityManager, { column, subject, foundBy }: TextColumn): Promise<number> {
  const [table, name] = column.split('.');
  return inBatches(em, async (inside) => {
    const rows = await inside.execute<{ row: string; sealed: NonNullable<SealedText> }[]>(
      `select ctid::text as row, ${personalSql(column, `${table}.${name}`, `${table}.${subject}`)} as sealed from ${table}
       where ${name} ~ ? and exists (select 1 from personal_key where personal_key.subject = ${table}.${subject})
       limit ${BATCH} for update of ${table}`,
      [SEALED_TEXT.source],
    );
    for (const { row, sealed } of rows) {
      await inside.execute(
        `update ${table} set ${name} = ? ${foundBy ? `, ${foundBy.column} = null` : ''} where ctid = ?::tid`,
        [openText(inside, sealed), row],
      );
    }
    return rows.length;
  });
}

async function inBatches(em: EntityManager, work: (inside: EntityManager) => Promise<number>): Promise<number> {
  let done = 0;
  let batch: number;
  do {
    batch = await em.fork().transactional(work);
    done += batch;
  } while (batch === BATCH);
  return done;
}
