import { spawn } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../..');
/** Reports and screenshots of a test run. */
export const OUTPUT = join(ROOT, 'test-output');

export interface Outcome {
  passed: number;
  failed: number;
  skipped?: number;
  /** Each failure by name with the beginning of why, when the check tells them apart. */
  failures?: string[];
}

export interface RunOptions {
  cwd?: string;
  /** Printed as it comes, for long runs; otherwise only on failure. */
  live?: boolean;
}

/** Runs a program of the folder's node_modules/.bin, or of the root's; true when it exits 0. */
export async function run(
  program: string,
  args: string[],
  { cwd = ROOT, live = false }: RunOptions = {},
): Promise<boolean> {
  const child = spawn(program, args, {
    cwd,
    env: {
      ...process.env,
      PATH: [join(cwd, 'node_modules/.bin'), join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    },
    stdio: live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((done, reject) => child.once('error', reject).once('close', done));
  if (code !== 0 && !live) console.log(Buffer.concat(output).toString());
  return code === 0;
}

/** A check that either holds or does not. */
export async function single(program: string, args: string[], options?: RunOptions): Promise<Outcome> {
  const holds = await run(program, args, options);
  return { passed: Number(holds), failed: Number(!holds) };
}
