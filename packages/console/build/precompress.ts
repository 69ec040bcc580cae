import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const worthIt = /\.(js|css|html|json|svg|map|wasm|txt)$/;
const smallest = 1024;
/** The best compression saves a twelfth, and takes twenty times as long: not for editor and PDF reader. */
const MOST_FOR_BEST = 700_000;

/** Writes `.br` and `.gz` beside every text file of a build, for the gateway to serve as they are. */
export function precompress(): Plugin {
  let outDir = 'dist';
  return {
    name: 'portal-precompress',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      const files = await readdir(outDir, { recursive: true });
      for (const file of files.filter((name) => worthIt.test(name))) await compress(join(outDir, file));
    },
  };
}

async function compress(path: string) {
  const bytes = await readFile(path);
  if (bytes.length < smallest) return;
  const brotliOptions = {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: bytes.length > MOST_FOR_BEST ? 9 : 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, brotliOptions),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}
