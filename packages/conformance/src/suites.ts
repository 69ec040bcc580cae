import { join } from 'node:path';
import { readSuite, suiteIds } from './read-suite.ts';
import type { Suite } from './suite.ts';

/** Where they are kept. */
export const SUITES_FOLDER = join(import.meta.dirname, '../suites');

let read: readonly Suite[] | undefined;

/** All suites as they are now, read once. */
export function suites(): readonly Suite[] {
  read ??= suiteIds(SUITES_FOLDER).map((id) => readSuite(SUITES_FOLDER, id));
  return read;
}

/** A suite as it is now; none where a hash is given that is of what it said before. */
export function suiteOf(id: string, hash?: string): Suite | undefined {
  return suites().find((suite) => suite.id === id && (hash === undefined || suite.hash === hash));
}
