import { afterAll, beforeAll, expect } from 'vitest';
import { metricsUrl, portalUrl } from './person.ts';

/** So long may an answer take beside something hostile, or to it. */
const WITHIN_MS = 3_000;
/** What is slow of itself is so every time; what a busy machine held up is not. */
const TRIES = 3;
/** The gateway's heap ends at 512 MiB, and so would its process; beside it there are only buffers. */
const MOST_RESIDENT = 1024 * 1024 * 1024;

/** Watches the gateway over a test file: it lives on, and its memory is bounded. */
export function watchGateway(): void {
  let startedAt = 0;
  beforeAll(async () => {
    startedAt = await metricOf('process_start_time_seconds');
  });
  afterAll(async () => {
    expect(await metricOf('process_start_time_seconds')).toBe(startedAt);
    expect(await metricOf('process_resident_memory_bytes')).toBeLessThan(MOST_RESIDENT);
    await expectAlive();
  });
}

/** The portal answers others as if nothing had been. */
export async function expectAlive(): Promise<void> {
  expect((await fetch(`${portalUrl()}/healthz`)).status).toBe(200);
  const query = encodeURIComponent('{ portfolios { slug } }');
  const answer = await soon(async () => (await fetch(`${portalUrl()}/graphql?query=${query}`)).json());
  expect(answer).toMatchObject({ data: { portfolios: expect.any(Array) } });
}

/** An answer, which came in bounded time and is no failure of ours. */
export interface Refusal {
  status: number;
  text: string;
  codes: string[];
}

/** Sends something hostile; what comes back may be anything but our own failure. */
export async function refusalOf(send: () => Promise<Response>): Promise<Refusal> {
  const { status, text } = await soon(async () => {
    const answer = await send();
    return { status: answer.status, text: await answer.text() };
  });
  expect(status).toBeLessThan(500);
  expect(text.length).toBeLessThan(2_000_000);
  expect(text.slice(0, 2_000)).not.toMatch(/INTERNAL|node_modules|RangeError|at .*\.[jt]s:\d/);
  return { status, text, codes: codesIn(text) };
}

/** What was asked for, in bounded time. */
async function soon<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const started = performance.now();
    const answer = await ask();
    const took = performance.now() - started;
    if (took < WITHIN_MS) return answer;
    if (tries === TRIES)
      throw new Error(`The answer took ${Math.round(took)} ms, ${TRIES} times more than ${WITHIN_MS}.`);
  }
}

async function metricOf(name: string): Promise<number> {
  const metrics = await (await fetch(`${metricsUrl()}/metrics`)).text();
  const [, value] = new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics) ?? [];
  return Number(value);
}

function codesIn(text: string): string[] {
  return [...text.matchAll(/"code":"([A-Z_]+)"/g)].map(([, code = '']) => code);
}
