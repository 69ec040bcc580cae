import { createHash } from 'node:crypto';
import { appendFile, chmod, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withKeptChain } from '@portal/audit';
import { hashAll, verifyKept } from '@portal/audit-chain';
import { backUp, restore } from '@portal/backup';
import { startPortal, throwawayConfig } from '@portal/start';
import { expect, test } from 'vitest';
import { newDraft } from './arrange.ts';
import { aPdf } from './evidence-files.ts';
import { Person } from './person.ts';

/** What somebody was told is done, and when. */
interface Acknowledged {
  at: number;
  request: string;
  evidence: string;
  sha256: string;
}

async function workUntil(ana: Person, ended: AbortSignal, done: Acknowledged[]): Promise<void> {
  while (!ended.aborted) {
    const { id } = await newDraft(ana, 'cnes');
    const file = aPdf();
    const answer = await ana.upload(id, file, 'anexo.pdf');
    expect(answer.status).toBe(201);
    const { id: evidence } = (await answer.json()) as { id: string };
    const sha256 = createHash('sha256')
      .update(Buffer.from(await file.arrayBuffer()))
      .digest('hex');
    done.push({ at: Date.now(), request: id, evidence, sha256 });
  }
}

test('a backup made under load becomes a portal that has all that was acknowledged, and refuses to become half of one', {
  timeout: 600_000,
}, async () => {
  await using folders = new AsyncDisposableStack();
  const folder = folders.adopt(await mkdtemp(join(tmpdir(), 'portal-backup-')), (path) =>
    rm(path, { recursive: true }),
  );
  // The account that PostgreSQL runs as must be able to enter.
  await chmod(folder, 0o755);
  const [backup, keys] = [join(folder, 'backup'), join(folder, 'keys')];
  const done: Acknowledged[] = [];

  const before = folders.use(await throwawayConfig());
  let at: number;
  {
    await using portal = await startPortal(before);
    const ana = await Person.signIn('ana', portal.url);
    const ended = new AbortController();
    const work = [1, 2, 3].map(() => workUntil(ana, ended.signal, done));
    try {
      await expect.poll(() => done.length).toBeGreaterThan(5);
      for (const within of [backup, join(backup, 'keys'), folder]) {
        await expect(backUp(before, backup, within)).rejects.toThrow('belong apart');
      }
      const environment = { ...before.environment, CREDENTIALS_DATABASE_URL: 'postgres://elsewhere/credentials' };
      await expect(backUp({ ...before, environment }, backup)).rejects.toThrow('CREDENTIALS_DATABASE_URL');
      const manifest = await backUp(before, backup, keys);
      at = Date.parse(manifest.at);
      await expect(backUp(before, backup)).rejects.toThrow('is not empty');
      const soFar = done.length;
      await expect.poll(() => done.length).toBeGreaterThan(soFar + 3);
    } finally {
      ended.abort();
      await Promise.all(work);
    }
  }
  await expect(backUp(before, join(folder, 'another'))).rejects.toThrow('does not run');
  expect(await readdir(folder)).not.toContain('another');
  // Neither the keys nor a password are in the backup.
  expect(await readdir(backup)).toEqual(['evidence', 'manifest.json', 'postgres']);
  const { credentialsSigningKey } = JSON.parse(await readFile(join(keys, 'secrets.json'), 'utf8'));
  expect(credentialsSigningKey).toMatchObject({ kid: 'credentials', d: expect.any(String) });

  // At the same addresses: to whom the issuer is another, Ana is.
  const after = { ...before, dataDir: join(folder, 'not there') };
  await expect(restore(after, join(folder, 'nothing'), keys)).rejects.toThrow('is no backup');
  await expect(restore(after, backup, folder)).rejects.toThrow('is not the folder of the keys');
  const [one = ''] = await readdir(join(backup, 'evidence/kept'));
  const file = join(backup, 'evidence/kept', one);
  await rename(file, `${file}.away`);
  await expect(restore(after, backup, keys)).rejects.toThrow(`evidence/kept/${one} is missing`);
  await rename(`${file}.away`, file);
  const control = join(backup, 'postgres/PG_VERSION');
  const version = await readFile(control);
  await appendFile(control, '!');
  await expect(restore(after, backup, keys)).rejects.toThrow('postgres/PG_VERSION is not what was copied');
  expect(await readdir(after.dataDir)).toEqual([]);
  const manifest = join(backup, 'manifest.json');
  const told = await readFile(manifest, 'utf8');
  await writeFile(manifest, told.replace('"version": 1', '"version":1'));
  await expect(restore(after, backup, keys)).rejects.toThrow('was changed');
  await writeFile(manifest, told);
  await writeFile(control, version);

  const restored = await restore(after, backup, keys);
  expect(restored.withoutFile).toEqual([]);
  await expect(restore(after, backup, keys)).rejects.toThrow('is there already');
  const acknowledged = done.filter((act) => act.at < at);
  expect(acknowledged.length).toBeGreaterThan(5);
  expect(restored.requests).toBeGreaterThanOrEqual(acknowledged.length);

  await using portal = await startPortal(after);
  const ana = await Person.signIn('ana', portal.url);
  for (const { request, evidence, sha256 } of acknowledged) {
    const { accessRequest } = await ana.get<{ accessRequest: { evidence: { id: string }[] } | null }>(
      'query ($id: ID!) { accessRequest(id: $id) { evidence { id } } }',
      { id: request },
    );
    expect(accessRequest?.evidence.map(({ id }) => id)).toEqual([evidence]);
    const bytes = Buffer.from(await (await ana.fetch(`/evidence/${evidence}`)).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
  const chain = { chain: 'credentials', keys: { keys: [] }, checkpoints: [] };
  const url = new URL('/credentials', portal.databaseUrl).href;
  expect((await withKeptChain(url, (kept) => verifyKept(kept, chain, { hashAll }))).faults).toEqual([]);
  // And it works on: what was sealed is opened by the keys that came with it.
  expect((await newDraft(ana, 'cnes')).id).toBeTruthy();
});
