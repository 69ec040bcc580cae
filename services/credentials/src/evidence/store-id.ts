import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@portal/service-kit';

/** The file of an evidence store that says which one it is: the database it belongs to holds the same id. */
export const STORE_ID = 'store-id';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id that such a file holds. What is there and is none is no reason to go on. */
export function parseStoreId(text: string, { setting, path }: { setting: string; path: string }): string {
  const id = text.trim();
  if (ID.test(id)) return id;
  throw new ConfigError(
    `Configuration: ${setting}: ${path} holds no id of a store: put back what it held, or delete it to have the store recognised by its files`,
  );
}

/** The id of the store in this directory; null where it has none yet. */
export async function readStoreId(directory: string): Promise<string | null> {
  const path = join(directory, STORE_ID);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new ConfigError(`Configuration: EVIDENCE_DIR: ${path} cannot be read (${code})`, { cause });
  }
  return parseStoreId(text, { setting: 'EVIDENCE_DIR', path });
}

/** Writes it durably; rejects where there is one, for another process may have been first. */
export async function writeStoreId(directory: string, id: string): Promise<void> {
  const file = await open(join(directory, STORE_ID), 'wx', 0o600);
  try {
    await file.writeFile(`${id}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
