import { afterAll, beforeAll, expect } from 'vitest';
import { portalUrl } from './person.ts';

/** So long may an answer to something hostile take on a busy machine. */
const WITHIN_MS = 3_000;
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
  const started = performance.now();
  const query = encodeURIComponent('{ portfolios { slug } }');
  const response = await fetch(`${portalUrl()}/graphql?query=${query}`);
  expect(await response.json()).toMatchObject({ data: { portfolios: expect.any(Array) } });
  expect(performance.now() - started).toBeLessThan(WITHIN_MS);
}

/** An answer, which came in bounded time and is no failure of ours. */
export interface Refusal {
  status: number;
  text: string;
  codes: string[];
}

/** Sends something hostile; what comes back may be anything but our own failure. */
export async function refusalOf(response: Promise<Response>): Promise<Refusal> {
  const started = performance.now();
  const { status, text } = await response.then(async (answer) => ({
    status: answer.status,
    text: await answer.text(),
  }));
  expect(performance.now() - started).toBeLessThan(WITHIN_MS);
  expect(status).toBeLessThan(500);
  expect(text.length).toBeLessThan(2_000_000);
  expect(text.slice(0, 2_000)).not.toMatch(/INTERNAL|node_modules|RangeError|at .*\.[jt]s:\d/);
  return { status, text, codes: codesIn(text) };
}

async function metricOf(name: string): Promise<number> {
  const metrics = await (await fetch(`${portalUrl()}/metrics`)).text();
  const [, value] = new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics) ?? [];
  return Number(value);
}

function codesIn(text: string): string[] {
  return [...text.matchAll(/"code":"([A-Z_]+)"/g)].map(([, code = '']) => code);
}
