import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSuite, suiteIds } from './read-suite.ts';

/** Of each suite the hash of what each of its versions says. */
export type Versions = Readonly<Record<string, Readonly<Record<string, string>>>>;

const fileOf = (folder: string) => join(folder, 'versions.json');

/** The versions of a folder's suites that are written down. */
export function writtenVersions(folder: string): Versions {
  return existsSync(fileOf(folder)) ? (JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Versions) : {};
}

/** Writes down the versions that are not yet, and tells which; one that is stays as it is. */
export function writeVersions(folder: string): string[] {
  const written = writtenVersions(folder);
  const suites = suiteIds(folder).map((id) => readSuite(folder, id));
  const unwritten = suites.filter(({ id, version }) => written[id]?.[version] === undefined);
  const versions = structuredClone(written) as Record<string, Record<string, string>>;
  for (const { id, version, hash } of unwritten) versions[id] = { ...versions[id], [version]: hash };
  writeFileSync(fileOf(folder), `${JSON.stringify(versions, null, 2)}\n`);
  return unwritten.map(({ id, version }) => `${id} ${version}`);
}
