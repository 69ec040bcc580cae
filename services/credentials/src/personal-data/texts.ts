import type { EntityManager } from '@mikro-orm/postgresql';
import { type FoundPersonal, personalKeys, personalSql } from '@portal/service-kit';
import { PERSONAL_TEXTS, type PersonalText } from './columns.ts';

/** SQL that reads a text about a person, to be opened by `openText`; of a table, or what stands for it. */
export function sealedText(name: PersonalText, table = name.split('.')[0]): string {
  return personalSql(name, `${table}.${name.split('.')[1]}`, `${table}.${PERSONAL_TEXTS[name]}`);
}

/** What `sealedText` reads, until it is opened. */
export type SealedText = FoundPersonal | null;

/** The text that `sealedText` read. */
export function openText<Sealed extends SealedText>(em: EntityManager, sealed: Sealed): string | Extract<Sealed, null> {
  return (sealed && personalKeys(em).open(sealed)) as string | Extract<Sealed, null>;
}

/** A text as it is written. */
export function sealText<Text extends string | null>(
  em: EntityManager,
  column: PersonalText,
  subject: string,
  text: Text,
): Promise<Text> {
  return personalKeys(em).sealText(em, { column, subject }, text);
}
