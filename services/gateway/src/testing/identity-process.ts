import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const IDENTITY = resolve(import.meta.dirname, '../../../identity');

/** The local issuer as a process of its own, as it runs beside the gateway. */
export interface IdentityProcess extends AsyncDisposable {
  url: string;
}

/** Starts it for the consoles at these ports, at a free port of its own unless one is named. */
export async function startIdentityProcess(
  ports: { port: number; reviewerPort: number },
  identityPort = 0,
): Promise<IdentityProcess> {
  // As it was built by the set-up of the run: from its sources a start takes twice as much.
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: IDENTITY,
    env: {
      PATH: process.env.PATH,
      PORT: String(ports.port),
      REVIEWER_PORT: String(ports.reviewerPort),
      IDENTITY_PORT: String(identityPort),
      DATA_DIR: await mkdtemp(join(tmpdir(), 'identity-')),
    },
    // The channel stops it when this process is gone, killed by an impatient test runner say.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await readyUrl(child);
  return {
    url,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function readyUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output to read');
  for await (const line of createInterface(child.stdout)) {
    const { msg, url } = JSON.parse(line) as { msg?: string; url?: string };
    if (msg !== 'ready' || !url) continue;
    // What is printed from here on is read by nobody, and must not stop who prints it.
    child.stdout.resume();
    return url;
  }
  throw new Error('the local issuer did not start');
}
