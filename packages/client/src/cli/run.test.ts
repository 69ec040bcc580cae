import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PortalStub } from '../testing/portal-stub.ts';
import { run } from './run.ts';
import type { Streams } from './terminal.ts';

let stub: PortalStub;
let home: string;
beforeEach(async () => {
  [stub, home] = await Promise.all([PortalStub.start(), mkdtemp(join(tmpdir(), 'portal-home-'))]);
});
afterEach(() => Promise.all([stub[Symbol.asyncDispose](), rm(home, { recursive: true })]));

/** Runs a command line in an environment, with nobody looking on. */
async function portal(line: string, env: NodeJS.ProcessEnv = {}) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: false,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const streams = {
    stdin: process.stdin,
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env: { PORTAL_URL: stub.url, XDG_CONFIG_HOME: home, ...env },
  };
  return { code: await run(line.split(' '), streams as unknown as Streams), ...written };
}

const rateLimit = {
  policy: 'token',
  limit: 1_000,
  cost: 1,
  remaining: 999,
  resetAt: '2026-11-24T17:32:00Z',
  windowSeconds: 60,
};
const answered = { status: 200, body: { data: { rateLimit } } };
const spent = (seconds: number) => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: { errors: [{ message: 'Muitos pedidos.', extensions: { code: 'RATE_LIMITED', retryAfter: seconds } }] },
});

describe('a spent budget', () => {
  test('is waited for, and not without a word', async () => {
    stub.next.push(spent(1), answered);
    expect(await portal('rate-limit', { PORTAL_TOKEN: 'pds_x' })).toEqual({
      code: 0,
      stdout: '999 de 1.000 pontos (token de acesso pessoal)\n  Cheio às 14:32; vazio, enche em 60 s\n',
      stderr: 'O limite de consultas acabou; tentando de novo em 1 s.\n',
    });
  });

  test('is told where the wait would be too long', async () => {
    stub.next.push(spent(3_600));
    expect(await portal('rate-limit', { PORTAL_TOKEN: 'pds_x' })).toEqual({
      code: 69,
      stdout: '',
      stderr: 'O seu limite de consultas acabou. Tente de novo daqui a 3600 s.\n',
    });
  });

  test('says nothing else beside JSON', async () => {
    stub.next.push(spent(1), answered);
    expect(await portal('rate-limit --json')).toEqual({
      code: 0,
      stdout: `${JSON.stringify(rateLimit)}\n`,
      stderr: '',
    });
  });
});

describe('who asks', () => {
  const tokens = async (env: NodeJS.ProcessEnv) => {
    stub.other = () => ({ status: 200, body: { access_token: 'issued', expires_in: 60 } });
    stub.root.rateLimit = rateLimit;
    const { code } = await portal('rate-limit --json', env);
    return { code, authorization: stub.received.map(({ headers }) => headers.authorization?.split(' ')[0]) };
  };

  test.each<[string, NodeJS.ProcessEnv, (string | undefined)[]]>([
    ['a token', { PORTAL_TOKEN: 'pds_x', PORTAL_CLIENT_ID: 'c', PORTAL_CLIENT_SECRET: 's' }, ['Bearer']],
    ['a system', { PORTAL_CLIENT_ID: 'c', PORTAL_CLIENT_SECRET: 's' }, ['Basic', 'Bearer']],
    [
      'a system, an empty variable beside it',
      { PORTAL_TOKEN: '', PORTAL_CLIENT_ID: 'c', PORTAL_CLIENT_SECRET: ' s\n' },
      ['Basic', 'Bearer'],
    ],
    // By hash, and by its text after that.
    ['nobody', {}, [undefined, undefined]],
  ])('%s', async (_who, env, authorization) => {
    expect(await tokens(env)).toEqual({ code: 0, authorization });
  });
});
