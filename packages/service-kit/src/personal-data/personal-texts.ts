import { type Platform, TextType } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type FoundPersonal, isFoundPersonal, keysOfPlatform, personalKeys, personalSql } from './personal-keys.ts';

/** What `sealedText` reads, until it is opened. */
export type SealedText = FoundPersonal | null;

/**
 * The texts about people of a database: `table.column`, and the column of the same row that says by whose key it is sealed: the
 * person's, or that of what names somebody without an account.
 */
export function personalTexts<Column extends string>(subjects: Readonly<Record<Column, string>>) {
  return {
    /** SQL that reads a text about a person, to be opened by `openText`; of a table, or what stands for it. */
    sealedText(name: Column, table = name.split('.')[0]): string {
      return personalSql(name, `${table}.${name.split('.')[1]}`, `${table}.${subjects[name]}`);
    },

    /** A text as it is written. */
    sealText<Text extends string | null>(
      em: EntityManager,
      column: Column,
      subject: string,
      text: Text,
    ): Promise<Text> {
      return personalKeys(em).sealText(em, { column, subject }, text);
    },
  };
}

/** The text that `sealedText` read. */
export function openText<Sealed extends SealedText>(em: EntityManager, sealed: Sealed): string | Extract<Sealed, null> {
  return (sealed && personalKeys(em).open(sealed)) as string | Extract<Sealed, null>;
}

/** A text column of an entity as it is read; it is written by `sealText`, for a type does not know of which row a value is. */
export class PersonalText extends TextType {
  constructor(
    readonly column: string,
    readonly subject: string,
  ) {
    super();
  }

  override convertToJSValueSQL(key: string): string {
    // The subject is of the same row, and so of the same alias.
    return personalSql(this.column, key, key.replace(/"\w+"$/, `"${this.subject}"`));
  }

  override convertToJSValue(value: unknown, platform: Platform): string | null {
    return (isFoundPersonal(value) ? keysOfPlatform(platform)?.open(value) : value) as string | null;
  }
}
