import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Part } from './supervise.ts';

const READY_WITHIN_MS = 180_000;
const STOPPED_WITHIN_MS = 15_000;
const LINES_KEPT = 15;

export interface ServiceOptions {
  name: string;
  /** Arguments of node. */
  args: string[];
  cwd: string;
  environment: Record<string, string | undefined>;
  /** Asked until it answers 200. */
  readyUrl: string;
  /** Gets everything that the service prints. */
  logFile: string;
}

/** Starts a service as a process of its own and waits until it says that it is ready; gives it up when `abandon` is aborted. */
export async function startService(options: ServiceOptions, abandon: AbortSignal): Promise<Part> {
  const child = spawn(process.execPath, options.args, {
    cwd: options.cwd,
    env: options.environment,
    // A group of its own, so that Ctrl-C reaches the starter alone, which stops all in order. The channel tells the
    // service when its starter was killed.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines = keepLog(child, options.logFile);
  let asked = false;
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const died = new Promise<string>((tell) => {
    child.once('close', (code, signal) => {
      if (!asked) tell(`${options.name} ended (${signal ?? `exit code ${code}`}):\n${lines.join('\n')}`);
    });
  });
  const stop = async () => {
    asked = true;
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const late = new AbortController();
    const force = delay(STOPPED_WITHIN_MS, undefined, { signal: late.signal }).then(
      () => child.kill('SIGKILL'),
      () => {},
    );
    await ended;
    late.abort();
    await force;
  };
  const waiting = new AbortController();
  try {
    const answers = ready(options, AbortSignal.any([abandon, waiting.signal]));
    await Promise.race([answers, died.then((line) => Promise.reject(new Error(line)))]);
  } catch (error) {
    await stop();
    throw error;
  } finally {
    waiting.abort();
  }
  return { pid: child.pid ?? 0, died, [Symbol.asyncDispose]: stop };
}

function keepLog(child: ChildProcess, file: string): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      lines.push(...chunk.toString().trimEnd().split('\n'));
      lines.splice(0, lines.length - LINES_KEPT);
      try {
        appendFileSync(file, chunk, { mode: 0o600 });
      } catch {
        // A full disk costs lines of the log, and not the portal.
      }
    });
  }
  return lines;
}

async function ready({ name, readyUrl, logFile }: ServiceOptions, stop: AbortSignal): Promise<void> {
  const limit = performance.now() + READY_WITHIN_MS;
  while (performance.now() < limit) {
    const answered = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await delay(50, undefined, { signal: stop });
  }
  throw new Error(`${name} was not ready within ${READY_WITHIN_MS / 1000} s: see ${logFile}`);
}
