import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A generated file: where it belongs, and what it should hold. */
export interface GeneratedFile {
  path: string;
  content: string;
}

/** Those that are absent or hold something else. */
export async function staleFiles(files: GeneratedFile[]): Promise<GeneratedFile[]> {
  const present = await Promise.all(files.map(({ path }) => readFile(path, 'utf8').catch(() => undefined)));
  return files.filter(({ content }, index) => present[index] !== content);
}

/** Writes those that are stale and no other, so that a watching bundler is not woken for nothing. */
export async function writeStale(files: GeneratedFile[]): Promise<GeneratedFile[]> {
  const stale = await staleFiles(files);
  for (const { path, content } of stale) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return stale;
}
