import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Writes `build.json` once all else of a build is there: its files, and an id made of them. The gateway takes over what
 * has one, and can tell it from a build that is under way.
 */
export function noteBuild(): Plugin {
  let outDir = 'dist';
  return {
    name: 'portal-note-build',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: () => noteFiles(outDir),
    },
  };
}

async function noteFiles(outDir: string): Promise<void> {
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const files = paths.map((path) => relative(outDir, path)).sort();
  const hash = createHash('sha256');
  for (const file of files.filter((name) => name !== 'build.json')) {
    hash.update(`${file}\n`).update(await readFile(join(outDir, file)));
  }
  await writeFile(
    join(outDir, 'build.json'),
    JSON.stringify({ id: hash.digest('hex').slice(0, 16), files: [...new Set([...files, 'build.json'])] }),
  );
}
