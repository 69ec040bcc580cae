import { join } from 'node:path';
import { defineConfig } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

const source = (name: string) => join(import.meta.dirname, 'src', name);
// What Node 20 understands.
const transform = { target: 'es2022' };
const tsconfig = join(import.meta.dirname, 'tsconfig.json');

export default defineConfig([
  {
    // The library, for any bundler, browser or Node; graphql-ws is its one dependency.
    input: { index: source('index.ts') },
    platform: 'neutral',
    external: ['graphql-ws'],
    tsconfig,
    transform,
    plugins: [dts({ tsconfig, oxc: true })],
    output: { dir: 'dist', format: 'esm', cleanDir: true },
    logLevel: 'warn',
  },
  {
    // The command line, with the WebSocket that Node 20 lacks.
    input: { portal: source('cli/main.ts') },
    platform: 'node',
    // Native parts of ws, which does without them.
    external: ['graphql-ws', 'bufferutil', 'utf-8-validate'],
    tsconfig,
    transform,
    output: { dir: 'dist', format: 'esm', codeSplitting: false },
    logLevel: 'warn',
  },
]);
