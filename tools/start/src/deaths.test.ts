import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build, type Portal, startThrowawayPortal } from './index.ts';

// Where nothing was built yet, it is built first.
const PATIENCE = 600_000;

let portal: Portal;

beforeAll(async () => {
  await build('build:services');
  portal = await startThrowawayPortal();
}, PATIENCE);
afterAll(() => portal[Symbol.asyncDispose]());

/** Kills a part as the system would; gives a wait for the one that takes its place. */
function kill(name: string): { restarted: () => Promise<void> } {
  const pid = portal.pids[name] ?? 0;
  process.kill(pid, 'SIGKILL');
  return { restarted: () => expect.poll(() => portal.pids[name], { timeout: 120_000 }).not.toBe(pid) };
}

async function ask(query: string): Promise<{ status: number; data: Record<string, unknown> | null }> {
  const response = await fetch(`${portal.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { data?: Record<string, unknown> | null };
  return { status: response.status, data: data ?? null };
}

const catalogueAnswers = async () => Array.isArray((await ask('{ portfolios { slug } }')).data?.portfolios);
const signedIn = async () => {
  const { status, headers } = await fetch(`${portal.url}/login?as=ana`, { redirect: 'manual' });
  return status === 302 && headers.get('location')?.includes('/auth');
};

describe('a part that dies', { timeout: PATIENCE }, () => {
  test('is started again; while credentials is away the catalogue is read and people can sign in', async () => {
    const { restarted } = kill('credentials');
    expect(await catalogueAnswers()).toBe(true);
    expect(await signedIn()).toBe(true);
    await restarted();
    await expect.poll(() => fetch(`${portal.url}/readyz`).then(({ status }) => status)).toBe(200);
  });

  test('may be the database: what needs it waits for it, and the services live on', async () => {
    const { database: _, ...before } = portal.pids;
    const { restarted } = kill('database');
    expect((await fetch(`${portal.url}/healthz`)).status).toBe(200);
    expect(await catalogueAnswers()).toBe(true);
    await restarted();
    await expect.poll(() => fetch(`${portal.url}/readyz`).then(({ status }) => status)).toBe(200);
    expect(portal.pids).toMatchObject(before);
  });

  test('may be the gateway itself, the catalogue, or homologation', async () => {
    for (const name of ['gateway', 'catalogue', 'homologation']) await kill(name).restarted();
    await expect.poll(catalogueAnswers).toBe(true);
  });

  test('again and again is started no more, and says so', async () => {
    for (let death = 1; death < 5; death++) await kill('identity').restarted();
    kill('identity');
    expect(await portal.gaveUp).toMatch(/^identity ended \(SIGKILL\).*identity ended 5 times in a row/s);
  });
});
