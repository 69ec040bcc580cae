// What a version left in a database, kept to try the next one on.
export { readKept, readVersion, writeKept } from './kept-version.ts';
export { tryUpgrade, WELL } from './try-upgrade.ts';
