import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

/** Builds the consoles whose sources changed since their last build; wireit knows which. */
export async function buildConsoles(): Promise<void> {
  const output: string[] = [];
  const child = spawn(process.execPath, ['node_modules/wireit/bin/wireit.js'], {
    cwd: ROOT,
    // What wireit reads from the package manager that it normally runs under.
    env: {
      ...process.env,
      npm_lifecycle_event: 'build',
      npm_package_json: resolve(ROOT, 'package.json'),
      WIREIT_LOGGER: 'simple',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  if (code !== 0) throw new Error(`The consoles could not be built:\n${output.join('').trimEnd()}`);
}
