import { createHmac, type KeyObject } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ConfigError } from '../configuration.ts';
import { arrayLiteral } from '../database/array-literal.ts';
import { NotOpened } from '../database/sealing.ts';
import { type KeyRing, openBytes, sealBytes } from './key-ring.ts';
import { leavesOf, SEALED, WORDS, withLeaves, withoutLeaves } from './leaves.ts';
import { wordsOf } from './words.ts';

/** A column that has something of people in it, and whose key it is sealed by. */
export interface PersonalColumn {
  /** `table.column`: what is sealed for one column is not opened in another. */
  column: string;
  /** The column of the same row that says whose key: a person's id, or that of the record which is about people. */
  subject: string;
  /** Of JSON, the values that are sealed, by their paths. */
  leaves: readonly string[];
  /** Of these the one whose words are searched for. */
  searched?: string;
}

/** What `personalSql` reads. */
export interface FoundPersonal {
  _personal: string;
  subject: string;
  value: unknown;
  key: string | null;
}

/** Reads a personal column together with the key that it was sealed by: SQL of one value, which `PersonalKeys.open` opens. */
export function personalSql(column: string, value: string, subject: string): string {
  return `case when ${value} is not null then jsonb_build_object('_personal', '${column}', 'subject', ${subject}, 'value', ${value},
    'key', (select wrapped from personal_key where personal_key.subject = ${subject})) end`;
}

/** The key of the index, and the proof that the configuration's keys are those of this database. */
const INDEX = '00000000-0000-0000-0000-000000000000';
/** A sealed text, and nothing else: PostgreSQL reads the same by it. An address may begin so, but has an @. */
export const SEALED_TEXT = /^enc1\.([A-Za-z0-9_-]+)$/;

/**
 * Seals what a database holds of people, column by column, each person's and each record's by a key of its own, which the
 * keys of the configuration wrap. Without its key, what was sealed is read as absent: so it is forgotten.
 */
export class PersonalKeys {
  private indexKey: KeyObject | undefined;
  private sealing = false;

  constructor(private readonly ring: KeyRing) {}

  /** Before anything else: fails where the configuration's keys are not those of this database. */
  async load(em: EntityManager): Promise<void> {
    const wrapped = (await this.keysOf(em, [INDEX])).get(INDEX) ?? '';
    try {
      this.indexKey = this.ring.unwrap(wrapped, INDEX);
    } catch (error) {
      if (!(error instanceof NotOpened)) throw error;
      throw new ConfigError(
        `Configuration: PERSONAL_DATA_KEYS are not those of this database: its own is ${error.message}`,
      );
    }
    await this.seals(em);
  }

  /**
   * Whether writes are sealed: from the first on in a new database; in one of a version before, whose instances could not
   * read it, once `seal-personal-data` was called.
   */
  async seals(em: EntityManager): Promise<boolean> {
    if (this.sealing) return true;
    const [row] = await em.execute<{ on: boolean }[]>('select since is not null as on from personal_sealing');
    this.sealing = row?.on ?? false;
    return this.sealing;
  }

  /** Seals a text of a column for its subject; as it is where nothing is sealed yet. */
  async sealText<Text extends string | null>(
    em: EntityManager,
    { column, subject }: { column: string; subject: string },
    text: Text,
  ): Promise<Text> {
    if (text === null || !(await this.seals(em))) return text;
    const wrapped = (await this.keysOf(em, [subject])).get(subject) ?? '';
    const key = this.ring.unwrap(wrapped, subject);
    return `enc1.${sealBytes(key, Buffer.from(text), boundTo(column, subject))}` as Text;
  }

  /** Whether a JSON value has something about people that is not sealed. */
  isPlain({ leaves }: PersonalColumn, value: object): boolean {
    return Object.keys(leavesOf(value, leaves)).length > 0;
  }

  /** Seals the leaves of a JSON value by a wrapped key of `keysOf`. */
  sealJson(
    { column, leaves, searched }: PersonalColumn,
    { value, subject, wrapped }: { value: object; subject: string; wrapped: string },
  ): object {
    const found = leavesOf(value, leaves);
    if (Object.keys(found).length === 0) return value;
    const key = this.ring.unwrap(wrapped, subject);
    const sealed = sealBytes(key, Buffer.from(JSON.stringify(found)), boundTo(column, subject));
    const text = searched === undefined ? undefined : found[searched];
    const words = typeof text === 'string' ? { [WORDS]: wordsOf(text).map((word) => this.blind(column, word)) } : {};
    return { ...withoutLeaves(value, leaves), [SEALED]: sealed, ...words };
  }

  /** What `personalSql` read, as it was before it was sealed; null where the key is gone. */
  open(found: FoundPersonal): unknown {
    const { _personal: column, subject, value, key } = found;
    const unseal = (sealed: string) =>
      key === null ? null : openBytes(this.ring.unwrap(key, subject), sealed, boundTo(column, subject)).toString();
    if (typeof value === 'string') {
      const sealed = SEALED_TEXT.exec(value)?.[1];
      return sealed === undefined ? value : unseal(sealed);
    }
    const { [SEALED]: sealed, [WORDS]: _words, ...rest } = value as Record<string, unknown>;
    if (typeof sealed !== 'string') return rest;
    const leaves = unseal(sealed);
    return leaves === null ? rest : withLeaves(rest, JSON.parse(leaves));
  }

  /** Stands for a word of a column in the index: without the key nobody finds out which word, by guessing neither. */
  blind(column: string, word: string): string {
    if (!this.indexKey) throw new Error('the key of the index was not read');
    return createHmac('sha256', this.indexKey).update(`${column} ${word}`).digest('base64url').slice(0, 16);
  }

  /** The keys of subjects, wrapped, made where they have none. */
  async keysOf(em: EntityManager, subjects: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    let missing = [...new Set(subjects)].toSorted();
    // A second time where another process made one at the same moment.
    while (missing.length > 0) {
      const rows = await em.execute<{ subject: string; wrapped: string }[]>(
        `with made as (
           insert into personal_key (subject, wrapped)
           select new.subject, new.wrapped from jsonb_to_recordset(?::jsonb) as new (subject uuid, wrapped text)
           on conflict do nothing returning subject, wrapped
         )
         select subject, wrapped from made
         union all select subject, wrapped from personal_key where subject = any(?::uuid[])`,
        [
          JSON.stringify(missing.map((subject) => ({ subject, wrapped: this.ring.draw(subject) }))),
          arrayLiteral(missing),
        ],
      );
      for (const { subject, wrapped } of rows) found.set(subject, wrapped);
      missing = missing.filter((subject) => !found.has(subject));
    }
    return found;
  }
}

function boundTo(column: string, subject: string): string {
  return `${column} of ${subject}`;
}

/** Whether a value came by `personalSql`. */
export function isFoundPersonal(value: unknown): value is FoundPersonal {
  return typeof value === 'object' && value !== null && '_personal' in value;
}

const known = new WeakMap<object, PersonalKeys>();

/** Gives a database its keys. */
export function giveKeys(platform: object, keys: PersonalKeys): void {
  known.set(platform, keys);
}

/** The keys of the database that something was read from; none where it seals nothing. */
export function keysOfPlatform(platform: object): PersonalKeys | undefined {
  return known.get(platform);
}

/** The keys of a database that seals. */
export function personalKeys(em: EntityManager): PersonalKeys {
  const keys = known.get(em.getPlatform());
  if (!keys) throw new Error('this database was opened without keys of people');
  return keys;
}
