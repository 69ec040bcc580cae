import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

const source = (name: string) => join(import.meta.dirname, 'src', name);
// What Node 20 understands.
const transform = { target: 'es2022' };
const tsconfig = join(import.meta.dirname, 'tsconfig.json');

export default defineConfig([
  {
    // The library, for any bundler, browser or Node, with all that it needs: it installs without a registry.
    input: { index: source('index.ts') },
    platform: 'neutral',
    tsconfig,
    transform,
    plugins: [dts({ tsconfig, oxc: true })],
    output: { dir: 'dist', format: 'esm', cleanDir: true },
    logLevel: 'warn',
  },
  {
    // The command line, with the WebSocket that Node 20 lacks; what reads time stamps, the larger part, beside it.
    input: { portal: source('cli/main.ts') },
    platform: 'node',
    // Native parts of ws, which does without them.
    external: ['bufferutil', 'utf-8-validate'],
    tsconfig,
    transform,
    plugins: [
      licencesOf({
        '@noble/hashes': 'LICENSE',
        '@peculiar/utils': 'LICENSE',
        asn1js: 'LICENSE',
        bytestreamjs: 'LICENSE',
        canonicalize: 'LICENSE',
        'fastest-levenshtein': 'LICENSE.md',
        'graphql-ws': 'LICENSE.md',
        jose: 'LICENSE.md',
        pkijs: 'LICENSE',
        ws: 'LICENSE',
      }),
    ],
    output: { dir: 'dist', format: 'esm', chunkFileNames: '[name].js' },
    logLevel: 'warn',
  },
]);

/** Puts the licences of the packages that the bundles hold beside them, as those ask. */
function licencesOf(packages: Record<string, string>): Plugin {
  return {
    name: 'licences',
    async generateBundle() {
      const texts = Object.entries(packages).map(async ([name, file]) => {
        const text = await readFile(join(import.meta.dirname, 'node_modules', name, file), 'utf8');
        return `${name}\n\n${text.trim()}\n`;
      });
      this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: (await Promise.all(texts)).join('\n\n') });
    },
  };
}
