import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { isLastBuild, lookAtBuild, noteBuild } from './last-build.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** The scripts of the root that build: everything, all but the consoles, or the local issuer alone. */
export type BuildScript = 'build' | 'build:services' | 'build:identity';

/**
 * Builds what changed since its last build; wireit knows what. A signal that stops it leaves the build unfinished,
 * without an error.
 */
export async function build(script: BuildScript = 'build', stop?: AbortSignal): Promise<void> {
  // What the package manager says of the script that runs us would be taken for the script to run; and what is built is
  // the same whether a test or a person asks for it.
  const environment = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV$)/.test(name));
  const child = spawn(process.execPath, ['--run', script], {
    cwd: ROOT,
    env: { ...Object.fromEntries(environment), WIREIT_LOGGER: 'quiet' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  stop?.addEventListener('abort', () => child.kill('SIGINT'), { once: true });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  if (code !== 0 && !stop?.aborted) throw new Error(`The build failed:\n${Buffer.concat(output).toString().trimEnd()}`);
}

/** Builds everything that changed; a look at the files' times spares the question to wireit where nothing did. */
export async function buildWhatChanged(stop: AbortSignal): Promise<void> {
  const before = lookAtBuild();
  if (isLastBuild(before)) return;
  await build('build', stop);
  stop.throwIfAborted();
  await noteBuild({ read: before.read, written: lookAtBuild().written });
}
