import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const PACKAGE = gzipSync('a package');

let folder: string;
let stand: TestGateway;
let doors: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packed-client-'));
  stand = await startTestGateway({ config: { packedClient: join(folder, 'built') } });
  doors = [stand.gateway.url, stand.gateway.reviewerUrl];
});
afterAll(async () => {
  await stand[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const get = (door: string, options?: RequestInit) => fetch(`${door}/client.tgz`, options);

describe('/client.tgz', () => {
  it('says that it was not built, and is there once it was', async () => {
    for (const door of doors) {
      const response = await get(door);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.json()).toMatchObject({ code: 'NOT_FOUND', detail: expect.stringContaining('cliente') });
    }
    await mkdir(join(folder, 'built'));
    await writeFile(join(folder, 'built/portal-servicos-client-1.2.3.tgz'), PACKAGE);
    for (const door of doors) expect(Buffer.from(await (await get(door)).arrayBuffer())).toEqual(PACKAGE);
  });

  it('is a file named by its version, open to pages of any origin', async () => {
    for (const door of doors) {
      for (const method of ['GET', 'HEAD']) {
        const { status, headers } = await get(door, { method });
        expect(status).toBe(200);
        expect(headers.get('content-type')).toBe('application/gzip');
        expect(headers.get('content-encoding')).toBeNull();
        expect(headers.get('content-length')).toBe(String(PACKAGE.length));
        expect(headers.get('content-disposition')).toBe('attachment; filename=portal-servicos-client-1.2.3.tgz');
        expect(headers.get('access-control-allow-origin')).toBe('*');
      }
    }
  });

  it('is sent again only when another was built', async () => {
    const [door = ''] = doors;
    const { headers } = await get(door);
    expect(headers.get('cache-control')).toBe('public, no-cache');
    // As npm asks again; of itself fetch would ask for the whole of it.
    const known = { headers: { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' } };
    expect((await get(door, known)).status).toBe(304);
    await writeFile(join(folder, 'built/portal-servicos-client-1.2.3.tgz'), gzipSync('another'));
    expect((await get(door, known)).status).toBe(200);
  });
});
