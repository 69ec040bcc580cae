import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CrowdAnswer, CrowdOrder } from './crowd-process.ts';

/** What a crowd hears by. */
export interface CrowdOptions {
  origin: string;
  /** Each client has one of them, in turn; none, for a server that asks for none. */
  cookies: string[];
  clients: number;
  query: string;
}

/** Clients that are connected, in a process of their own. */
export interface Crowd extends AsyncDisposable {
  /** When each of them heard this text, in milliseconds of the epoch, of what `happen` makes happen; how many did not. */
  hear(marker: string, happen: () => Promise<unknown>): Promise<{ heard: number[]; missing: number }>;
}

const OPENED_WITHIN_MS = 400_000;
const HEARD_WITHIN_MS = 20_000;

/** Connects a crowd; resolves once each client has asked for its subscription, which stands a moment later. */
export async function openCrowd({ origin, ...what }: CrowdOptions): Promise<Crowd> {
  const child = fork(join(import.meta.dirname, 'crowd-process.ts'), { serialization: 'advanced', execArgv: [] });
  const { host, port } = new URL(origin);
  await ask(child, { open: { host, port: Number(port), ...what } }, OPENED_WITHIN_MS);
  return {
    async hear(marker, happen) {
      child.send({ hear: { marker, withinMs: HEARD_WITHIN_MS } } satisfies CrowdOrder);
      await once(child, 'message');
      const answered = once(child, 'message', { signal: AbortSignal.timeout(2 * HEARD_WITHIN_MS) });
      await happen();
      const [answer] = (await answered) as [Extract<CrowdAnswer, { heard: unknown }>];
      return { heard: [...answer.heard], missing: answer.missing };
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function ask(child: ChildProcess, order: CrowdOrder, withinMs: number): Promise<void> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), withinMs);
  const failed = once(child, 'exit', { signal: late.signal }).then(() => {
    throw new Error('the crowd died');
  });
  child.send(order);
  try {
    await Promise.race([once(child, 'message', { signal: late.signal }), failed]);
  } finally {
    clearTimeout(timer);
    failed.catch(() => {});
  }
}
