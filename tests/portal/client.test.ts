import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { formatAccessToken } from '@portal/domain';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { act, done, pick } from './arrange.ts';
import { aPdf, aPng } from './evidence-files.ts';
import { InstalledClient, readmeExamples } from './installed-client.ts';
import { changesCursor } from './line.ts';
import { askForToken } from './machine.ts';
import { Person, portalUrl } from './person.ts';
import { type AccessRequest, bring, homologationCredential, productionDraft, requestIn } from './stages.ts';

const SCOPES = ['catalogue:read', 'requests:read', 'requests:write', 'credentials:read'];
const SOON = { timeout: 20_000, interval: 20 };
const REASON = { code: 'OTHER', path: 'system.description', message: 'Descreva melhor o sistema.' };

let client: InstalledClient;
let ana: Person;
let clara: Person;
let token: string;
let env: Record<string, string>;
beforeAll(async () => {
  [client, ana, clara] = await Promise.all([InstalledClient.install(), Person.signIn('ana'), Person.signIn('clara')]);
  token = (await askForToken(ana, { name: 'Linha de comando', scopes: SCOPES })).token ?? '';
  env = { PORTAL_URL: portalUrl(), PORTAL_TOKEN: token };
});
afterAll(() => client[Symbol.asyncDispose]());

const cast = () => ({ owner: ana, reviewer: clara });

/** The JSON of a command that has to succeed. */
async function json<Result>(...args: string[]): Promise<Result> {
  const { code, stdout, stderr } = await client.portal([...args, '--json'], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Result;
}

/** A file that a command line may name. */
async function file(name: string, content: Blob | string): Promise<string> {
  const path = client.path(name);
  await writeFile(path, typeof content === 'string' ? content : Buffer.from(await content.arrayBuffer()));
  return path;
}

describe('the examples of the README', () => {
  let examples: Map<string, string>;
  beforeAll(async () => {
    examples = await readmeExamples();
    for (const [name, code] of examples) await writeFile(client.path(`${name}.mts`), code);
  });

  test('are three, and fit the published types', async () => {
    expect([...examples.keys()]).toEqual(['read', 'act', 'follow']);
    const tsc = resolve(import.meta.dirname, '../../node_modules/.bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
    await promisify(execFile)(tsc, [...options, ...[...examples.keys()].map((name) => `${name}.mts`)], {
      cwd: client.folder,
    });
  });

  test('read', async () => {
    await requestIn('SUBMITTED', cast());
    const { code, stdout, stderr } = await client.start('read.mts', [], env).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^(\d{4}-\d{7}-\d [A-Z_]+ \S.*\n)+$/);
  });

  test('act', async () => {
    const { draft } = await productionDraft(cast());
    const given = { ...env, PROTOCOL: draft.protocol, EVIDENCE: await file('teste.pdf', aPdf()) };
    const { code, stdout, stderr } = await client.start('act.mts', [], given).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^100%\nsent bundle\.pdf [0-9a-f]{64}\nnow SUBMITTED\n$/);
  });

  test('follow', async () => {
    const draft = await requestIn('DRAFT', cast());
    const given = { ...env, REQUEST: draft.id, AFTER: await changesCursor(ana) };
    const { ended } = client.start('follow.mts', [], given);
    await bring(draft, 'APPROVED', cast());
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const actions = stdout.trim().split('\n');
    expect(actions.map((line) => line.split(' ').slice(1, 3).join(' '))).toEqual(
      ['SUBMIT', 'CLAIM', 'APPROVE'].map((action) => `${draft.protocol} ${action}`),
    );
  });
});

describe('portal login', () => {
  const url = () => ({ PORTAL_URL: portalUrl() });

  test('takes the token from a pipe, and keeps it for its user alone', async () => {
    const { code, stdout, stderr } = await client.portal(['login'], { env: url(), input: `${token}\n` });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Você entrou em http:\S+ como Ana/);
    expect(stdout).not.toContain(token);
    const path = client.path('config/portal-servicos/login.json');
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
    expect(((await stat(client.path('config/portal-servicos'))).mode & 0o777).toString(8)).toBe('700');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ url: portalUrl(), token });

    const who = await client.portal(['whoami']);
    expect(who).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Ana .*conta gov\.br Ouro\n$/) });
    // A stored token goes to its own portal and to no other.
    expect((await client.portal(['whoami', '--url', 'http://127.0.0.1:9'])).code).toBe(77);

    expect((await client.portal(['logout'])).code).toBe(0);
    await expect(stat(path)).rejects.toThrow('ENOENT');
    expect(await client.portal(['whoami', '--url', portalUrl()])).toMatchObject({
      code: 77,
      stderr: expect.stringContaining('portal login'),
    });
  });

  test('takes it from a file', async () => {
    const path = await file('token.txt', `${token}\n`);
    expect((await client.portal(['login', '--token-file', path], { env: url() })).code).toBe(0);
    expect((await client.portal(['logout'])).code).toBe(0);
    expect((await client.portal(['login', '--token-file', client.path('nada')], { env: url() })).code).toBe(66);
  });

  test('tells a mistyped token without asking, and one that nobody issued by asking', async () => {
    const mistyped = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;
    expect(
      await client.portal(['login'], { env: { PORTAL_URL: 'http://127.0.0.1:9' }, input: mistyped }),
    ).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('Confira se ele foi copiado por inteiro'),
    });
    const unknown = formatAccessToken('A'.repeat(30));
    const { code, stderr } = await client.portal(['login', '--json'], { env: url(), input: unknown });
    expect(code).toBe(77);
    expect(JSON.parse(stderr).error.code).toBe('UNAUTHENTICATED');
    expect(stderr).not.toContain(unknown);
  });
});

describe('portal requests', () => {
  test('list, show and cancel, as text and as JSON', async () => {
    const { protocol, id } = await requestIn('SUBMITTED', cast());
    const listed = await json<{ protocol: string; state: string }[]>(
      'requests',
      'list',
      '--state',
      'submitted',
      '--limit',
      '100',
    );
    expect(listed).toContainEqual(expect.objectContaining({ protocol, state: 'SUBMITTED' }));
    expect(new Set(listed.map(({ state }) => state))).toEqual(new Set(['SUBMITTED']));
    const asText = await client.portal(['requests', 'list', '--text', protocol], { env });
    expect(asText.stdout).toMatch(new RegExp(`^Protocolo +Estado .*\\n${protocol}  Enviada +Homologação `));

    expect(await json('requests', 'show', protocol)).toMatchObject({
      id,
      protocol,
      state: 'SUBMITTED',
      history: expect.any(Array),
    });
    const shown = await client.portal(['requests', 'show', protocol.replaceAll('-', '')], { env });
    expect(shown.stdout).toMatch(
      new RegExp(`^${protocol} · Enviada · Homologação · .*\\n  Estabelecimento: .*\\(2337991\\)`),
    );
    expect(shown.stdout).not.toContain('\u001b');

    expect(await json('requests', 'cancel', protocol)).toMatchObject({ protocol, state: 'CANCELLED' });
    const again = await client.portal(['requests', 'cancel', protocol], { env });
    expect(again).toMatchObject({ code: 65, stdout: '', stderr: expect.stringMatching(/^[A-ZÀ-Ý].*\.\n$/) });
  });

  test('of another, mistyped, or of a token that may not: each has its exit code', async () => {
    const { protocol } = await requestIn('DRAFT', { owner: await Person.signIn('bruno'), reviewer: clara });
    expect((await client.portal(['requests', 'show', protocol], { env })).code).toBe(66);
    const mistyped = protocol.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
    expect((await client.portal(['requests', 'show', mistyped], { env })).code).toBe(64);
    expect((await client.portal(['requests', 'show'], { env })).code).toBe(64);
    expect((await client.portal(['requests', 'list', '--state', 'pronta'], { env })).code).toBe(64);
    const narrow = (await askForToken(ana, { scopes: ['catalogue:read'] })).token ?? '';
    const refused = await client.portal(['requests', 'list', '--json'], { env: { ...env, PORTAL_TOKEN: narrow } });
    expect({ code: refused.code, error: JSON.parse(refused.stderr).error.code }).toEqual({
      code: 77,
      error: 'FORBIDDEN',
    });
  });

  test('of a portal that is not there: 69', async () => {
    const { code, stderr } = await client.portal(['requests', 'list'], {
      env: { ...env, PORTAL_URL: 'http://127.0.0.1:9' },
    });
    expect({ code, stderr }).toEqual({
      code: 69,
      stderr: 'Não foi possível falar com o portal. Confira o endereço e a rede.\n',
    });
  });
});

test('production is asked for from a homologation credential, with evidence', async () => {
  const credentialId = await homologationCredential(cast());
  const { credential } = await ana.get<{ credential: { requesterIdentifier: string } }>(
    'query ($id: ID!) { credential(id: $id) { requesterIdentifier } }',
    { id: credentialId },
  );
  const draft = await json<AccessRequest>('production', 'request', credential.requesterIdentifier);
  expect(draft).toMatchObject({ state: 'DRAFT', environment: 'PRODUCTION' });
  const again = await client.portal(['production', 'request', credentialId, '--json'], { env });
  expect(again.code).toBe(65);
  expect(JSON.parse(again.stderr).error).toMatchObject({
    code: 'DUPLICATE',
    accessRequest: { protocol: draft.protocol },
  });
  expect((await client.portal(['production', 'request', '0'], { env })).code).toBe(66);

  // Nothing is sent unless all can be.
  const [pdf, png, script] = await Promise.all([
    file('bundle.pdf', aPdf()),
    file('tela.png', aPng()),
    file('script.png', '#!/bin/sh\n'),
  ]);
  const wrong = await client.portal(['evidence', 'upload', draft.protocol, pdf, script], { env });
  expect(wrong).toMatchObject({ code: 65, stderr: expect.stringContaining('script.png: Envie um PDF ou PNG.') });
  expect(await json('requests', 'show', draft.protocol)).toMatchObject({ evidence: [] });

  const sent = await json<{ fileName: string }[]>('evidence', 'upload', draft.protocol, pdf, png);
  expect(sent.map(({ fileName }) => fileName)).toEqual(['bundle.pdf', 'tela.png']);
  // The same bytes again are the evidence that is there.
  const same = await client.portal(['evidence', 'upload', draft.protocol, pdf], { env });
  expect(same).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^Enviado: bundle\.pdf \(\d+ bytes\)\n$/),
    stderr: '',
  });
  const unknown = await client.portal(['evidence', 'upload', draft.protocol, pdf, '--requirement', 'NADA'], { env });
  expect(unknown.code).toBe(65);
  expect(await json('requests', 'submit', draft.protocol)).toMatchObject({ state: 'SUBMITTED' });
});

describe('portal requests wait', () => {
  const held = async () => requestIn('IN_REVIEW', cast());
  const decisions = {
    approve: (request: AccessRequest) => act(clara, 'approveAccessRequest', pick(request)),
    reject: (request: AccessRequest) =>
      act(clara, 'rejectAccessRequest', { ...pick(request), reasons: [{ ...REASON, path: null }] }),
    ask: (request: AccessRequest) => act(clara, 'requestChanges', { ...pick(request), reasons: [REASON] }),
    cancel: (request: AccessRequest) => act(ana, 'cancelAccessRequest', pick(request)),
  };

  test.each([
    ['approve', 0, 'Identificador do solicitante: '],
    ['reject', 1, 'Outro motivo: Descreva melhor o sistema.'],
    ['cancel', 1, 'Cancelada'],
    ['ask', 2, 'Outro motivo (system.description): Descreva melhor o sistema.'],
  ] as const)('hears live of %s, and exits with %d', async (decision, exitCode, told) => {
    const request = await held();
    const waiting = client.startPortal(['requests', 'wait', request.protocol], env);
    await vi.waitUntil(() => waiting.said().includes('Em análise'), SOON);
    await done(decisions[decision](request));
    const { code, stdout, stderr } = await waiting.ended;
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: expect.stringContaining(told) });
    expect(stderr).not.toContain('Sem conexão ao vivo');
  });

  test('exits at once where it is decided, with JSON alone on stdout', async () => {
    const { protocol } = await requestIn('APPROVED', cast());
    const waited = await json<{ credential: { requesterIdentifier: string } }>('requests', 'wait', protocol);
    expect(waited).toMatchObject({
      protocol,
      state: 'APPROVED',
      credential: { requesterIdentifier: expect.any(String) },
    });
  });

  test('exits with 124 when the time is over', async () => {
    const { protocol } = await held();
    const { code, stdout, stderr } = await client.portal(['requests', 'wait', protocol, '--timeout', '2s', '--json'], {
      env,
    });
    expect({ code, stdout, error: JSON.parse(stderr).error.code }).toEqual({ code: 124, stdout: '', error: 'TIMEOUT' });
    expect((await client.portal(['requests', 'wait', protocol, '--timeout', 'logo'], { env })).code).toBe(64);
  });

  test('asks again and again where no WebSocket gets through', async () => {
    await using proxy = await startProxy();
    const request = await held();
    const waiting = client.startPortal(['requests', 'wait', request.protocol], { ...env, PORTAL_URL: proxy.url });
    // The live line is tried four times first.
    await vi.waitUntil(() => waiting.said().includes('Em análise'), SOON);
    await done(decisions.approve(request));
    const { code, stderr } = await waiting.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('Sem conexão ao vivo') });
  });
});

/** What stands before many a CI pipeline: lets requests through, and no WebSocket. */
async function startProxy(): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(async (request, response) => {
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const answer = await fetch(`${portalUrl()}${request.url}`, {
      method: 'POST',
      headers: { authorization, 'content-type': type, accept: 'application/json' },
      body: await text(request),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
