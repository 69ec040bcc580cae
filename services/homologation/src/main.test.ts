import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTestDatabase } from '@portal/postgres/testing';
import { createTestKeys } from '@portal/service-kit/testing';
import { exportJWK, generateKeyPair } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { authorityPem } from './testing/authority.ts';

const children: ChildProcess[] = [];

async function keys(): Promise<Record<string, string>> {
  const { jwks } = await createTestKeys();
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const signingKey = { ...(await exportJWK(privateKey)), kid: 'homologation' };
  return {
    INTERNAL_JWKS: JSON.stringify(jwks),
    HOMOLOGATION_SIGNING_KEY: JSON.stringify(signingKey),
    HOMOLOGATION_AUTHORITY: await authorityPem(),
  };
}

function run(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--import', '@oxc-node/core/register', join(import.meta.dirname, 'main.ts')], {
    cwd: join(import.meta.dirname, '../../..'),
    env: { PATH: process.env.PATH, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  'the process is ready, serves, and leaves by itself on %s',
  async (signal) => {
    await using database = await createTestDatabase();
    const child = run({
      HOMOLOGATION_PORT: '0',
      HOMOLOGATION_AUTH_PORT: '0',
      HOMOLOGATION_EHR_PORT: '0',
      HOMOLOGATION_DATABASE_URL: database.url,
      ...(await keys()),
    });
    const exited = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
      const { msg, url } = JSON.parse(line) as { msg: string; url: string };
      if (msg !== 'ready') continue;
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      child.kill(signal);
    }
    expect(await exited).toEqual([0, null]);
  },
);

test('a configuration that is wrong is one clear line and exit code 1', async () => {
  const child = run({ HOMOLOGATION_PORT: 'http', HOMOLOGATION_AUTHORITY: 'mine' });
  const [error, [code]] = await Promise.all([textOf(child.stderr), once(child, 'exit')]);
  expect(code).toBe(1);
  expect(error).toBe(
    'homologation: Configuration: HOMOLOGATION_PORT must be a port; HOMOLOGATION_AUTHORITY must hold a certificate as PEM; HOMOLOGATION_SIGNING_KEY is not set; INTERNAL_JWKS is not set; HOMOLOGATION_DATABASE_URL is not set\n',
  );
});

test('a database that does not answer is one clear line and exit code 1', async () => {
  const child = run({
    HOMOLOGATION_PORT: '0',
    DATABASE_URL: 'postgres://portal:hunter2@localhost:1',
    ...(await keys()),
  });
  const [error, [code]] = await Promise.all([textOf(child.stderr), once(child, 'exit')]);
  expect(code).toBe(1);
  expect(error).toBe(
    'homologation: The database server at localhost:1 does not answer (ECONNREFUSED): start it, or check the database URL\n',
  );
});
