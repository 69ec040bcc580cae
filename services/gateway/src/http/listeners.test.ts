import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let stand: TestGateway;
let secure: TestGateway;
beforeAll(async () => {
  stand = await startTestGateway();
  secure = await startTestGateway({ config: { publicOrigin: 'https://portal.example', secureCookies: true } });
});
afterAll(async () => {
  await stand[Symbol.asyncDispose]();
  await secure[Symbol.asyncDispose]();
});

/** Asks with headers that fetch() would not send. */
async function ask(url: string, headers: Record<string, string>, body?: string): Promise<IncomingMessage> {
  const asking = request(url, { method: body === undefined ? 'GET' : 'POST', headers });
  asking.end(body);
  const [answer] = await once(asking, 'response');
  return answer;
}

/** All that comes back to what is sent, to the end of the connection. */
async function answerTo(url: string, sent: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(sent);
  return text(socket);
}

const QUERY = '{"query":"{ __typename }"}';
const upgradeTo = (path: string, host = 'host: localhost\r\n') =>
  `GET ${path} HTTP/1.1\r\n${host}connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n`;

describe('a listener behind TLS', () => {
  const port = () => new URL(secure.gateway.url).port;
  const asked = async (origin: string) => {
    const cookie = `__Host-portal_session_443=x`;
    const headers = { host: 'portal.example', cookie, origin, 'content-type': 'application/json' };
    return (await ask(`${secure.gateway.url}/graphql`, headers, QUERY)).statusCode;
  };

  it('takes a page of the same host by http for another’s', async () => {
    expect(await asked('https://portal.example')).toBe(200);
    expect(await asked('http://portal.example')).toBe(403);
    expect(await asked(`http://localhost:${port()}`)).toBe(403);
  });

  it.each([
    '/',
    '/healthz',
    '/readyz',
    '/gone.js',
    '/console.json',
    '/graphql?query={__typename}',
    '/docs/none',
    '/login',
  ])('asks at %s for https alone, of hosts below it too', async (path) => {
    const { headers } = await ask(`${secure.gateway.url}${path}`, {});
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  it('asks for it when it refuses a WebSocket, too', async () => {
    const refused = await answerTo(secure.gateway.url, upgradeTo('/elsewhere'));
    expect(refused).toMatch(
      /^HTTP\/1\.1 404 [\s\S]*strict-transport-security: max-age=31536000; includeSubDomains\r\n/,
    );
    expect(refused).toContain("frame-ancestors 'none'");
  });

  it('lets pages reach itself and nothing on the visitor’s own machine', async () => {
    const policy = (await ask(`${secure.gateway.url}/`, {})).headers['content-security-policy'];
    expect(policy).toContain("connect-src 'self' wss://portal.example;");
    expect(policy).not.toContain('ws:');
  });
});

it.each([
  ['GET', '/'],
  ['GET', '/healthz'],
  ['GET', '/readyz'],
  ['GET', '/console.json'],
  ['GET', '/situacao.json'],
  ['GET', '/integrator/assets/gone-12345678.js'],
  ['GET', '/graphql?query={__typename}'],
  ['POST', '/graphql'],
  ['OPTIONS', '/graphql'],
  ['GET', '/schema.graphql'],
  ['GET', '/docs/none'],
  ['GET', '/login'],
  ['GET', '/callback?state=none'],
  ['POST', '/evidence'],
  ['POST', '/oauth/token'],
  ['DELETE', '/nothing'],
])('no page may frame the answer to %s %s, and no browser guess what it is', async (method, path) => {
  const { headers } = await fetch(`${stand.gateway.url}${path}`, { method, redirect: 'manual' });
  const policy = headers.get('content-security-policy');
  for (const rule of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(rule);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

it('a page may use no camera, no microphone, no place', async () => {
  for (const path of ['/', '/login', '/solicitacoes']) {
    const { headers } = await ask(`${stand.gateway.url}${path}`, { accept: 'text/html' });
    expect(headers['permissions-policy']).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/);
  }
});

it.each(['/', '/graphql/more', '/graphqlx', '/internal/graphql', '//graphql'])(
  'no WebSocket is at %s',
  async (path) => {
    expect(await answerTo(stand.gateway.url, upgradeTo(path))).toMatch(/^HTTP\/1\.1 404 /);
  },
);

it('what a browser sent is never sent back by TRACE', async () => {
  const sent = 'TRACE / HTTP/1.1\r\nhost: localhost\r\ncookie: secret=1\r\nconnection: close\r\n\r\n';
  const answer = await answerTo(stand.gateway.url, sent);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer).not.toContain('secret');
});

it('two hosts are one too many, for an answer and for a WebSocket', async () => {
  const hosts = 'host: localhost\r\nHost: evil.example\r\n';
  const answer = await answerTo(stand.gateway.url, `GET /healthz HTTP/1.1\r\n${hosts}\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"code":"BAD_USER_INPUT"/);
  expect(await answerTo(stand.gateway.url, upgradeTo('/graphql', hosts))).toMatch(/^HTTP\/1\.1 400 /);
});
