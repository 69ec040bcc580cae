import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');
const RECORD = join(ROOT, 'node_modules/.cache/last-build.json');

/** All that a build reads or writes lies below these. */
const PLACES = ['docs', 'frontends', 'packages', 'services', 'package.json', 'pnpm-lock.yaml', 'tsconfig.base.json'];
const NEITHER = ['node_modules', '.wireit'];
const WRITTEN = ['dist', '.build'];

/** What files there are, by name, size and time of change, in one short text for each kind. */
export interface BuildFiles {
  read: string;
  written: string;
}

/** Looks at all files of a build below a folder; some 50 ms. */
export function lookAtBuild(root = ROOT): BuildFiles {
  const read = createHash('sha256');
  const written = createHash('sha256');
  for (const place of PLACES) look(join(root, place), read, written);
  return { read: read.digest('hex'), written: written.digest('hex') };
}

function look(path: string, read: Hash, written: Hash): void {
  const found = statSync(path);
  if (found.isFile()) return void read.update(`${path} ${found.size} ${found.mtimeMs}\n`);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (NEITHER.includes(entry.name) || entry.isSymbolicLink()) continue;
    look(join(path, entry.name), WRITTEN.includes(entry.name) ? written : read, written);
  }
}

/** Whether the last build that was noted read and wrote just these files. */
export function isLastBuild(files: BuildFiles): boolean {
  try {
    const last = JSON.parse(readFileSync(RECORD, 'utf8')) as BuildFiles;
    return last.read === files.read && last.written === files.written;
  } catch {
    return false;
  }
}

/** Notes a build that succeeded: what was there when it began, and what it wrote. */
export async function noteBuild(files: BuildFiles): Promise<void> {
  await mkdir(dirname(RECORD), { recursive: true });
  await writeFile(RECORD, JSON.stringify(files));
}
