import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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

describe('what is asked for by hand', () => {
  test.each(['-h', '--help', 'requests -h', 'requests list -h', 'graphql --help'])(
    '"%s" tells how it is used',
    async (line) => {
      const { code, stdout } = await portal(line);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^(portal —|Uso: portal )/);
    },
  );

  test.each([
    ['requets list', 'requests list'],
    ['request list', 'requests list'],
    ['graphq', 'graphql'],
    ['requests list --limt 3', '--limit'],
  ])('"%s" is told what was meant', async (line, meant) => {
    const { code, stderr } = await portal(line, { PORTAL_TOKEN: 'pds_x' });
    expect(code).toBe(64);
    expect(stderr).toMatch(new RegExp(`Você quis dizer "?${meant}"?\\?`));
  });

  test('what is like nothing is told of nothing', async () => {
    expect((await portal('xyzzy')).stderr).toBe('Não há o comando "xyzzy". Veja "portal --help".\n');
  });
});

describe('a list', () => {
  const service = (index: number) => ({
    slug: `s${index}`,
    name: `Serviço ${index}`,
    description: 'x',
    kind: 'API',
    standard: null,
    operations: [],
    endpoints: [],
    versions: [],
    portfolio: { slug: 'rnds', name: 'RNDS' },
  });

  test.each([
    ['-n 250', 250, [100, 100, 50]],
    ['--limit 1000', 260, [100, 100, 100]],
    ['', 20, [20]],
  ])('with "%s" goes on page after page', async (option, shown, asked) => {
    const firsts: number[] = [];
    stub.root.services = ({ first, after }: { first: number; after?: string }) => {
      firsts.push(first);
      const from = Number(after ?? 0);
      const to = Math.min(from + first, 260);
      return {
        totalCount: 260,
        edges: Array.from({ length: to - from }, (_, index) => ({ node: service(from + index) })),
        pageInfo: { hasNextPage: to < 260, endCursor: String(to) },
      };
    };
    const { stdout } = await portal(`catalogue search --json ${option}`.trim(), { PORTAL_TOKEN: 'pds_x' });
    const slugs = (JSON.parse(stdout) as { slug: string }[]).map(({ slug }) => slug);
    expect(slugs).toEqual(Array.from({ length: shown }, (_, index) => `s${index}`));
    expect(firsts).toEqual(asked);
  });
});

describe('any document', () => {
  test('is asked with its variables, and its data written as JSON', async () => {
    stub.root.portfolio = ({ slug }: { slug: string }) => ({ slug, name: slug.toUpperCase() });
    const document = join(home, 'consulta.graphql');
    await writeFile(document, 'query ($slug: String!) { portfolio(slug: $slug) { slug name } }');
    const expected = { portfolio: { slug: 'cnes', name: 'CNES' } };
    for (const variables of ['-v slug=cnes', '--variables {"slug":"cnes"}']) {
      const { code, stdout } = await portal(`graphql ${document} ${variables}`, { PORTAL_TOKEN: 'pds_x' });
      expect([code, JSON.parse(stdout)]).toEqual([0, expected]);
    }
  });

  test('that is wrong, missing or stays open is refused', async () => {
    const subscription = join(home, 'assinatura.graphql');
    await writeFile(subscription, 'subscription { credentialChanged { cursor } }');
    expect((await portal(`graphql ${subscription}`)).code).toBe(64);
    expect((await portal(`graphql ${join(home, 'nenhum.graphql')}`)).code).toBe(66);
    expect((await portal('graphql --query {viewer{id}} -v slug')).code).toBe(64);
    stub.next.push({
      status: 400,
      body: { errors: [{ message: 'x', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    });
    expect((await portal('graphql --query {nothing}', { PORTAL_TOKEN: 'pds_x' })).code).toBe(65);
  });
});

describe('completion', () => {
  test('knows every command and option, for each shell', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, stdout } = await portal(`completion ${shell}`);
      expect(code).toBe(0);
      for (const word of ['requests', 'rotate-secret', 'graphql', 'limit']) expect(stdout).toContain(word);
    }
    expect((await portal('completion powershell')).code).toBe(64);
  });

  test('is a script that bash takes', async () => {
    const { stdout } = await portal('completion bash');
    const ask = (...words: string[]) =>
      spawnSync(
        'bash',
        [
          '-c',
          `${stdout}\nCOMP_WORDS=(portal ${words.join(' ')}); COMP_CWORD=${words.length}; _portal; echo "\${COMPREPLY[*]}"`,
        ],
        { encoding: 'utf8' },
      ).stdout.trim();
    expect(ask('reque')).toBe('requests');
    expect(ask('requests', 'su')).toBe('submit');
    expect(ask('requests', 'list', '--li')).toBe('--limit');
  });
});
