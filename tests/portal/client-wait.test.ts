import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { act, done, pick } from './arrange.ts';
import { InstalledClient, tokenFor } from './installed-client.ts';
import { Person, portalUrl } from './person.ts';
import { type AccessRequest, requestIn } from './stages.ts';

const SOON = { timeout: 20_000, interval: 20 };
const REASON = { code: 'OTHER', path: 'system.description', message: 'Descreva melhor o sistema.' };

let client: InstalledClient;
let ana: Person;
let clara: Person;
let env: Record<string, string>;
beforeAll(async () => {
  [client, ana, clara] = await Promise.all([InstalledClient.install(), Person.signIn('ana'), Person.signIn('clara')]);
  env = { PORTAL_URL: portalUrl(), PORTAL_TOKEN: await tokenFor(ana) };
});
afterAll(() => client[Symbol.asyncDispose]());

const cast = () => ({ owner: ana, reviewer: clara });

/** The JSON of a command that has to succeed. */
async function json<Result>(...args: string[]): Promise<Result> {
  const { code, stdout, stderr } = await client.portal([...args, '--json'], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Result;
}

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
