import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTestDatabase, runtimeUrlOf } from '@portal/postgres/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { readCredentialsConfig } from './config.ts';

const children: ChildProcess[] = [];

function run(env: Record<string, string>, ...args: string[]): ChildProcess {
  const program = ['--import', '@oxc-node/core/register', join(import.meta.dirname, 'main.ts'), ...args];
  const child = spawn(process.execPath, program, {
    cwd: join(import.meta.dirname, '../../..'),
    env: { PATH: process.env.PATH, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function keys(): Record<'CREDENTIALS_SIGNING_KEY' | 'INTERNAL_JWKS' | 'PERSONAL_DATA_KEYS', string> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const kid = 'credentials';
  return {
    CREDENTIALS_SIGNING_KEY: JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid }),
    INTERNAL_JWKS: JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid }] }),
    PERSONAL_DATA_KEYS: `2026:${randomBytes(32).toString('base64')}`,
  };
}

describe('the process', () => {
  test('migrates as the owner of its database; then is ready, serves, and leaves by itself on SIGTERM, as a user of its own', async () => {
    await using database = await createTestDatabase();
    const evidence = await mkdtemp(join(tmpdir(), 'evidence-'));
    const environment = {
      ...keys(),
      CREDENTIALS_PORT: '0',
      CREDENTIALS_DATABASE_URL: runtimeUrlOf(database.url),
      EVIDENCE_DIR: evidence,
    };
    const migrating = run({ ...environment, CREDENTIALS_DATABASE_OWNER_URL: database.url }, 'migrate');
    migrating.stdout?.resume();
    expect(await once(migrating, 'exit')).toEqual([0, null]);
    const child = run(environment);
    const exited = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
      const { msg, url } = JSON.parse(line) as { msg: string; url: string };
      if (msg !== 'ready') continue;
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      child.kill('SIGTERM');
    }
    expect(await exited).toEqual([0, null]);
    await rm(evidence, { recursive: true });
  });
});

describe('the environment', () => {
  const DATABASE_URL = 'postgres://localhost:5432/any';

  test('has a default for all but the database and the keys', async () => {
    expect(await readCredentialsConfig({ ...keys(), DATABASE_URL, PORT: '4100', DATA_DIR: '/data' })).toMatchObject({
      port: 4104,
      databaseUrl: 'postgres://localhost:5432/credentials',
      catalogueUrl: 'http://localhost:4103',
      signingKey: { issuer: 'credentials' },
      sealing: { current: { sealedBy: expect.any(String) }, previous: null },
      evidenceDir: '/data/evidence',
      cnesApi: false,
      allowPrivateWebhooks: false,
      icpBrasilRoots: null,
      icpBrasilRevocation: 'open',
    });
  });

  test('that is wrong is told in one line, by name and never by value', async () => {
    const wrong = {
      CATALOGUE_URL: 'ftp://hunter2',
      CNES_API: 'yes',
      CREDENTIALS_SIGNING_KEY: 'hunter2',
      PERSONAL_DATA_KEYS: '2026:hunter2',
    };
    await expect(readCredentialsConfig(wrong)).rejects.toThrow(
      /^Configuration: CATALOGUE_URL must be an http or https URL; CREDENTIALS_SIGNING_KEY must be [^;]*; INTERNAL_JWKS is not set; PERSONAL_DATA_KEYS must be [^;]*; CNES_API must be on or off; CREDENTIALS_DATABASE_URL is not set$/,
    );
  });

  test('of production names the roots of ICP-Brasil: nothing is accepted unchecked there', async () => {
    await expect(readCredentialsConfig({ ...keys(), DATABASE_URL, NODE_ENV: 'production' })).rejects.toThrow(
      'Configuration: ICP_BRASIL_ROOTS is not set',
    );
  });
});
