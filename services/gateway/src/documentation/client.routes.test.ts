import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const PACKAGE = gzipSync('a package');
const NEWER = gzipSync('a newer package');

let folder: string;
let stand: TestGateway;
let listeners: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packed-client-'));
  stand = await startTestGateway({ config: { packedClient: join(folder, 'built') } });
  listeners = [stand.gateway.url, stand.gateway.reviewerUrl];
});
afterAll(async () => {
  await stand[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const get = (listener: string, options?: RequestInit) => fetch(`${listener}/client.tgz`, options);

describe('/client.tgz', () => {
  it('says that it was not built, and is there once it was', async () => {
    for (const listener of listeners) {
      const response = await get(listener);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.json()).toMatchObject({ code: 'NOT_FOUND', detail: expect.stringContaining('cliente') });
    }
    await mkdir(join(folder, 'built'));
    await writeFile(join(folder, 'built/portal-servicos-client-1.2.3.tgz'), PACKAGE);
    for (const listener of listeners) expect(Buffer.from(await (await get(listener)).arrayBuffer())).toEqual(PACKAGE);
  });

  it('leads to the newest version, a file of its own that is open to pages of any origin', async () => {
    await writeFile(join(folder, 'built/portal-servicos-client-1.2.3.tgz'), PACKAGE);
    await writeFile(join(folder, 'built/portal-servicos-client-1.10.0.tgz'), NEWER);
    for (const listener of listeners) {
      const led = await get(listener, { redirect: 'manual' });
      expect([led.status, led.headers.get('location')]).toEqual([302, '/client-1.10.0.tgz']);
      expect(led.headers.get('cache-control')).toBe('public, no-cache');
      for (const method of ['GET', 'HEAD']) {
        const { status, headers } = await get(listener, { method });
        expect(status).toBe(200);
        expect(headers.get('content-type')).toBe('application/gzip');
        expect(headers.get('content-encoding')).toBeNull();
        expect(headers.get('content-length')).toBe(String(NEWER.length));
        expect(headers.get('content-disposition')).toBe('attachment; filename=portal-servicos-client-1.10.0.tgz');
        expect(headers.get('access-control-allow-origin')).toBe('*');
      }
    }
  });

  it('is kept for good under its version, and only what was packed is there', async () => {
    const [listener = ''] = listeners;
    const older = await fetch(`${listener}/client-1.2.3.tgz`);
    expect(Buffer.from(await older.arrayBuffer())).toEqual(PACKAGE);
    expect(older.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const known = { headers: { 'if-none-match': older.headers.get('etag') ?? '', 'cache-control': 'max-age=0' } };
    expect((await fetch(`${listener}/client-1.2.3.tgz`, known)).status).toBe(304);
    const missing = await fetch(`${listener}/client-9.9.9.tgz`);
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect(await missing.json()).toMatchObject({ code: 'NOT_FOUND' });
  });
});
