import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ConsoleBuilds } from './console-builds.ts';
import { openConsoleFiles } from './console-files.ts';

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'builds-'));
});
afterAll(() => rm(place, { recursive: true, force: true }));

/** What a chunk of a build is called. */
const chunkOf = (id: string) => `assets/page-${id.padEnd(8, '0')}.js`;

/** Builds into a folder, as a frontend's build does: what was there is taken away first, and the record comes last. */
async function build(folder: string, id: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'assets'), { recursive: true });
  const files = ['index.html', chunkOf(id), 'build.json'];
  await writeFile(join(folder, 'index.html'), id);
  await writeFile(join(folder, chunkOf(id)), id);
  await writeFile(join(folder, 'build.json'), JSON.stringify({ id, files }));
}

interface Served extends AsyncDisposable {
  get(path: string): Promise<string | number>;
}

/** A gateway, as far as the files of one frontend go. */
async function serve(folder: string, keptIn?: string): Promise<Served> {
  const files = await openConsoleFiles(folder, 'public', keptIn);
  const server = express().use(files.serve).listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  return {
    async get(path) {
      const answer = await fetch(`http://127.0.0.1:${port}/${path}`);
      return answer.ok ? answer.text() : answer.status;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const newest = (served: Served, id: string) =>
  vi.waitFor(async () => expect(await served.get('index.html')).toBe(id), 60_000);

describe('a new build under a running gateway', () => {
  it('is served, and pages of the two before it still find their parts', async () => {
    const folder = join(place, 'own/dist');
    await build(folder, 'one');
    await using served = await serve(folder, join(place, 'own/kept'));
    expect(await served.get(chunkOf('one'))).toBe('one');
    for (const id of ['two', 'three']) {
      await build(folder, id);
      await newest(served, id);
    }
    for (const id of ['one', 'two', 'three']) expect(await served.get(chunkOf(id))).toBe(id);
    await build(folder, 'four');
    await newest(served, 'four');
    await vi.waitFor(async () => expect(await served.get(chunkOf('one'))).toBe(404), 60_000);
    expect(await served.get(chunkOf('two'))).toBe('two');
  });

  it('takes the place of the one before it once it is whole', async () => {
    const folder = join(place, 'half/dist');
    await build(folder, 'one');
    const builds = await ConsoleBuilds.open(folder, join(place, 'half/kept'));
    await rm(folder, { recursive: true });
    await builds.look();
    expect(builds.latest.id).toBe('one');
    await mkdir(folder);
    await writeFile(join(folder, 'build.json'), JSON.stringify({ id: 'two', files: ['index.html', 'build.json'] }));
    await builds.look();
    expect(builds.latest.id).toBe('one');
    expect(await readFile(join(builds.latest.folder, 'index.html'), 'utf8')).toBe('one');
    await writeFile(join(folder, 'index.html'), 'two');
    await builds.look();
    expect(builds.latest.id).toBe('two');
  });

  it('is found by the gateway that another one stands beside, whichever of them has it', async () => {
    const kept = join(place, 'both/kept');
    await build(join(place, 'both/old'), 'old');
    await build(join(place, 'both/new'), 'new');
    await using old = await serve(join(place, 'both/old'), kept);
    await using fresh = await serve(join(place, 'both/new'), kept);
    expect(await fresh.get(chunkOf('old'))).toBe('old');
    await vi.waitFor(async () => expect(await old.get(chunkOf('new'))).toBe('new'), 60_000);
    expect([await old.get('index.html'), await fresh.get('index.html')]).toEqual(['old', 'new']);
  });

  it('is taken over where none are kept, too', async () => {
    const folder = join(place, 'alone/dist');
    await build(folder, 'one');
    await using served = await serve(folder);
    await build(folder, 'two');
    await newest(served, 'two');
    expect(await served.get(chunkOf('two'))).toBe('two');
    expect(await served.get(chunkOf('one'))).toBe(404);
  });
});
