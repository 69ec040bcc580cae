import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Guide } from '@portal/judge/guide';

const FOLDER = join(import.meta.dirname, '../../../packages/judge/guides');

/** Writes a guide where the judge finds it; one definition a line, so that what changes between versions can be read. */
export async function writeGuide(guide: Guide): Promise<string> {
  const file = join(FOLDER, `${guide.name}-${guide.version}.json`);
  const parts = Object.entries(guide).map(([name, value]) => {
    const told = typeof value === 'string' ? JSON.stringify(value) : lines(value as Record<string, unknown>);
    return `${JSON.stringify(name)}: ${told}`;
  });
  await writeFile(file, `{\n${parts.join(',\n')}\n}\n`);
  return file;
}

/** What profiles are made of that are published by their differences alone: the base specification, and a guide that has their bases. */
export async function readBase(guide?: string): Promise<Guide> {
  const base = await readGuide('hl7.fhir.r4.core-4.0.1');
  return guide === undefined ? base : { ...base, profiles: { ...(await readGuide(guide)).profiles, ...base.profiles } };
}

/** As it was written here before. */
async function readGuide(name: string): Promise<Guide> {
  return JSON.parse(await readFile(join(FOLDER, `${name}.json`), 'utf8')) as Guide;
}

function lines(entries: Record<string, unknown>): string {
  const sorted = Object.entries(entries).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{\n${sorted.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n')}\n}`;
}
