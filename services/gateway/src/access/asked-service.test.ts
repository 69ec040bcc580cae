import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { withTrace } from '@portal/service-kit/process';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AskedService } from './asked-service.ts';
import type { InternalTokens } from './internal-tokens.ts';

interface Heard {
  method: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

let heard: Heard;
/** A service that answers as its address says; `/silent` never does. */
const server = createServer(async (request, response) => {
  heard = { method: request.method, headers: request.headers, body: await text(request) };
  const [, path = '', status = '200'] = /^\/(\w+)\/?(\d*)/.exec(request.url ?? '') ?? [];
  if (path === 'silent') return;
  response.writeHead(Number(status) || 200).end(path === 'garbage' ? '<html>' : '{"known":true}');
});
let asked: AskedService;
beforeAll(async () => {
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const tokens = { for: async (caller, audience) => `${caller.kind} for ${audience}` } as InternalTokens;
  asked = new AskedService('credentials', `http://127.0.0.1:${port}`, tokens);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('asks in nobody’s name and under the trace of what is under way', async () => {
  const trace = 'a'.repeat(32);
  expect(await withTrace(trace, () => asked.ask('/facts'))).toEqual({ known: true });
  expect([heard.method, heard.headers.authorization, heard.headers['content-type'], heard.body]).toEqual([
    'GET',
    'Bearer anonymous for credentials',
    undefined,
    '',
  ]);
  expect(heard.headers.traceparent).toMatch(new RegExp(`^00-${trace}-`));
  await asked.ask('/facts', { body: { hashes: ['x'] } });
  expect([heard.method, heard.headers['content-type'], heard.body]).toEqual([
    'POST',
    'application/json',
    '{"hashes":["x"]}',
  ]);
  expect(heard.headers.traceparent).toMatch(/^00-(?!a{32})[\da-f]{32}-/);
});

test('tells what is no answer from nothing to say, and who was away from who failed', async () => {
  expect(await asked.ask('/taken/204')).toBeUndefined();
  const away = { code: 'SUBGRAPH_AWAY' };
  await expect(asked.ask('/facts/401')).rejects.toMatchObject({
    ...away,
    message: expect.stringMatching('INTERNAL_JWKS does not hold'),
  });
  await expect(asked.ask('/facts/503')).rejects.toMatchObject(away);
  await expect(asked.ask('/garbage')).rejects.toMatchObject(away);
  await expect(asked.ask('/facts/500?since=yesterday')).rejects.toMatchObject({
    code: 'SUBGRAPH_FAILURE',
    message: 'credentials: answered 500 at /facts/500',
  });
});

test('waits for nobody beyond the bound, nor once it is given up', async () => {
  const over = new AbortController();
  const givenUp = asked.ask('/silent', { signal: over.signal });
  over.abort();
  await expect(givenUp).rejects.toMatchObject({ code: 'SUBGRAPH_AWAY' });

  const late = new AbortController();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(late.signal);
  const unanswered = asked.ask('/silent', { signal: new AbortController().signal });
  late.abort();
  await expect(unanswered).rejects.toMatchObject({ code: 'SUBGRAPH_AWAY' });
  expect(timeout).toHaveBeenCalledWith(10_000);
  timeout.mockRestore();
});
