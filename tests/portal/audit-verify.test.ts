import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { newDraft } from './arrange.ts';
import { Person } from './person.ts';

const COMMAND = resolve(import.meta.dirname, '../../tools/audit/src/main.ts');

interface Published {
  keys: object[];
  checkpoints: string[];
}

async function published(service: string): Promise<Published> {
  const month = new Date().toISOString().slice(0, 7);
  const url = `${process.env.TEST_PORTAL_URL}/.well-known/audit-checkpoints/${service}/${month}.json`;
  const answer = await fetch(url, { headers: { origin: 'https://auditor.example' } });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  return (await answer.json()) as Published;
}

test('what anybody was told of the audit records holds when the database is verified', async () => {
  await newDraft(await Person.signIn('ana'), 'cnes');
  await vi.waitUntil(async () => (await published('credentials')).checkpoints.length > 0, {
    timeout: 60_000,
    interval: 200,
  });
  const [credentials, homologation] = [await published('credentials'), await published('homologation')];
  const folder = await mkdtemp(join(tmpdir(), 'audit-'));
  try {
    const files = await Promise.all(
      Object.entries({ credentials, homologation }).map(async ([name, told]) => {
        const file = join(folder, `${name}.json`);
        await writeFile(file, JSON.stringify(told));
        return file;
      }),
    );
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [COMMAND, ...files.flatMap((file) => ['--checkpoints', file])],
      {
        env: {
          PATH: process.env.PATH,
          DATABASE_URL: process.env.TEST_PORTAL_DATABASE_URL,
          INTERNAL_JWKS: JSON.stringify({ keys: [...credentials.keys, ...homologation.keys] }),
        },
      },
    );
    expect(stdout).toMatch(/^credentials: [1-9]\d* links.*[1-9]\d* checkpoints.*: whole/m);
    expect(stdout).toMatch(/^homologation: \d+ links.*: whole/m);
  } finally {
    await rm(folder, { recursive: true });
  }
});
