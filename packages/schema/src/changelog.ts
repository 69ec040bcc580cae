import { type CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { sentenceOf } from './change-sentences.ts';

/** One change of the API, for those who build on it. */
export interface SchemaChange {
  criticality: `${CriticalityLevel}`;
  /** Where: `Type.field.argument`. */
  path: string;
  /** In Portuguese. */
  message: string;
}

/** What changed with one release. */
export interface Release {
  /** The day, as 2026-11-24, in Brasília. */
  date: string;
  /** After https://semver.org: breaking, added, or neither. */
  version: string;
  changes: SchemaChange[];
}

/** What a developer is told of the way from one API to another: no descriptions, and of a new type nothing but itself. */
export async function changesBetween(before: string, after: string): Promise<SchemaChange[]> {
  const changes = await diff(buildSchema(before), buildSchema(after));
  const added = new Set(changes.flatMap(({ type, path }) => (type === 'TYPE_ADDED' ? [path] : [])));
  const told = changes.flatMap((change) => {
    const { type, path = '', criticality } = change;
    const message = type === 'FIELD_ADDED' && added.has(path.split('.')[0]) ? undefined : sentenceOf(change);
    return message === undefined
      ? []
      : [{ criticality: criticality.level, path: path.replace('.@deprecated', ''), message }];
  });
  // What one asks for first, then what it is made of.
  return told.toSorted((a, b) => Number(isRootField(b)) - Number(isRootField(a)));
}

function isRootField({ path }: SchemaChange): boolean {
  return /^(Query|Mutation|Subscription)\./.test(path);
}

/** The changelog with one release more, newest first; as it was where nothing changed. */
export function withRelease(
  changelog: readonly Release[],
  { date, changes }: Omit<Release, 'version'>,
): readonly Release[] {
  if (changes.length === 0) return changelog;
  return [{ date, version: nextVersion(changelog[0]?.version, changes), changes }, ...changelog];
}

function nextVersion(last: string | undefined, changes: readonly SchemaChange[]): string {
  if (last === undefined) return '1.0.0';
  const [major = 0, minor = 0] = last.split('.').map(Number);
  // What is neither harmless nor breaking, such as another default, is no mere correction.
  return changes.some(({ criticality }) => criticality === 'BREAKING') ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
}

/** Today in Brasília. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' }).format(now);
}
