import { hash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Refused } from './refused.ts';

const NAME = 'manifest.json';

const Manifest = z.object({
  /** Of this form. */
  version: z.literal(1),
  /** When the copy was whole: nothing that was acknowledged before is missing. */
  at: z.iso.datetime(),
  /** The server's, to the last digit that its data depends on: `18`. */
  postgres: z.string(),
  /** Whether evidence is among the files. */
  evidence: z.enum(['here', 'in a bucket']),
  /** What was copied, below the folder of the backup, with SHA-256 in hexadecimal. */
  files: z.array(
    z.object({
      // Never out of the folder.
      path: z.string().regex(/^(postgres|evidence)(\/(?!\.{1,2}(\/|$))[^/\0]+)+$/),
      size: z.int().nonnegative(),
      sha256: z.string().length(64),
    }),
  ),
  /** Folders that are there without a file in them. */
  folders: z.array(z.string().regex(/^(postgres|evidence)(\/(?!\.{1,2}(\/|$))[^/\0]+)*$/)),
});

/** What a backup consists of. It is written last: a folder without one is no backup. */
export type Manifest = z.infer<typeof Manifest>;

/** A file of a backup. */
export type BackedUpFile = Manifest['files'][number];

/** Writes it into the folder of the backup, and gives its SHA-256. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<string> {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await writeFile(join(folder, NAME), text, { mode: 0o600 });
  return hash('sha256', text);
}

/** Reads it, and refuses a folder that is no whole backup, or not the one whose SHA-256 was kept. */
export async function readManifest(folder: string, sha256: string): Promise<Manifest> {
  const text = await readFile(join(folder, NAME), 'utf8').catch(() => {
    throw new Refused(`${folder} is no backup, or one that was cut off: it has no ${NAME}.`);
  });
  if (hash('sha256', text) !== sha256) {
    throw new Refused(`The ${NAME} of ${folder} is not the one that belongs to these keys, or was changed.`);
  }
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    throw new Refused(`The ${NAME} of ${folder} is of another version.`);
  }
}
