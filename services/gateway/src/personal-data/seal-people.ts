import type { EntityManager } from '@mikro-orm/postgresql';
import { openTexts, sealPlain, sealTexts, type TextColumn } from '@portal/service-kit/database';
import { blindEmail, EMAILS } from './emails.ts';

/** Seals the e-mails that a version before wrote as plain text, and all that are written from now on. */
export function sealPeople(
  em: EntityManager,
  wait?: (milliseconds: number) => Promise<unknown>,
): Promise<{ sealed: number }> {
  return sealPlain(em, () => overAll(em, sealTexts), wait);
}

/** The way back to a version before, while no gateway runs: e-mails are plain text again, and stay so. */
export async function openPeople(em: EntityManager): Promise<{ opened: number }> {
  await em.execute('update personal_sealing set since = null, done_at = null');
  return { opened: await overAll(em, openTexts) };
}

async function overAll(em: EntityManager, act: (em: EntityManager, of: TextColumn) => Promise<number>) {
  const of = (email: string) => blindEmail(em, email);
  let done = 0;
  for (const [column, subject] of Object.entries(EMAILS)) {
    const foundBy = `${column.split('.')[1]}_blind`;
    done += await act(em, { column, subject, foundBy: { column: foundBy, of } });
  }
  return done;
}
