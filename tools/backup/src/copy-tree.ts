import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { copyFile } from './copy-file.ts';
import type { Manifest } from './manifest.ts';

/** Of a tree that was copied, below the folder of the backup. */
export type CopiedTree = Pick<Manifest, 'files' | 'folders'>;

/** Which of a tree is copied, by its path below it; of a folder that is left empty nothing is. */
export type Wanted = (path: string, kind: 'file' | 'folder') => 'copy' | 'leave' | 'leave empty';

/** Copies a folder into the backup, under a name there. */
export async function copyTree(from: string, backup: string, name: string, wanted: Wanted): Promise<CopiedTree> {
  const copied: CopiedTree = { files: [], folders: [name] };
  const below = async (folder: string): Promise<void> => {
    const entries = await readdir(join(from, folder), { withFileTypes: true });
    for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      const told = path.split(sep).join('/');
      const kind = entry.isDirectory() ? 'folder' : 'file';
      const wish = wanted(told, kind);
      if (wish === 'leave') continue;
      const at = `${name}/${told}`;
      if (kind === 'folder') {
        copied.folders.push(at);
        if (wish === 'copy') await below(path);
      } else {
        const file = await copyFile(join(from, path), join(backup, name, path));
        if (file) copied.files.push({ path: at, ...file });
      }
    }
  };
  await below('');
  return copied;
}
