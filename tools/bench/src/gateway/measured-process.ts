import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Usage } from './reporting.ts';

/** A process that is measured. */
export interface MeasuredProcess extends AsyncDisposable {
  ready: Record<string, string>;
  usage(): Promise<Usage>;
}

const READY_WITHIN_MS = 60_000;

/** Starts one of the process files beside this, in production mode, and waits until it is ready. */
export async function startMeasured(file: string, env: Record<string, string> = {}, execArgv: string[] = []) {
  const child = fork(join(import.meta.dirname, file), {
    execArgv,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ready = await message<Record<string, string>>(child);
  return {
    ready,
    async usage() {
      child.send('usage');
      return message<Usage>(child);
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  } satisfies MeasuredProcess;
}

async function message<Value>(child: ChildProcess): Promise<Value> {
  const [value] = await once(child, 'message', { signal: AbortSignal.timeout(READY_WITHIN_MS) });
  return value as Value;
}
