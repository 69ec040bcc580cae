import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let stand: TestGateway;
let url: string;
beforeAll(async () => {
  stand = await startTestGateway();
  url = stand.gateway.url;
});
afterAll(() => stand[Symbol.asyncDispose]());

/** As it comes over the line, unlike what fetch() gives. */
async function ask(path: string, headers: Record<string, string> = {}, body?: string) {
  const asking = request(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'accept-encoding': 'gzip, br', ...(body && { 'content-type': 'application/json' }), ...headers },
  });
  asking.end(body);
  const [answer] = (await once(asking, 'response')) as [NodeJS.ReadableStream & { headers: IncomingHttpHeaders }];
  return { headers: answer.headers, bytes: await buffer(answer) };
}

const LONG = '{ __schema { types { name fields { name description } } } }';
const long = `/graphql?query=${encodeURIComponent(LONG)}`;

it.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
] as const)('a long answer comes by %s where that is taken, and says the same', async (encoding, decompress) => {
  const plain = await ask(long, { 'accept-encoding': 'identity' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  const { headers, bytes } = await ask(long, { 'accept-encoding': encoding });
  expect(headers['content-encoding']).toBe(encoding);
  expect(headers.vary).toMatch(/accept-encoding/i);
  const read = (text: Buffer) => JSON.parse(String(text)).data;
  expect(read(decompress(bytes))).toEqual(read(plain.bytes));
  expect(bytes.length).toBeLessThan(plain.bytes.length / 3);
  const posted = await ask('/graphql', { 'accept-encoding': encoding }, JSON.stringify({ query: LONG }));
  expect(posted.headers['content-encoding']).toBe(encoding);
  for (const path of ['/schema.graphql', '/llms.txt', '/docs/limits.md']) {
    expect((await ask(path, { 'accept-encoding': encoding })).headers['content-encoding']).toBe(encoding);
  }
});

it('a short answer comes as it is', async () => {
  expect((await ask('/graphql?query={__typename}')).headers['content-encoding']).toBeUndefined();
});

it('an answer to somebody’s cookie, that a foreign page may have asked for, tells nothing by its length', async () => {
  const cookie = (await stand.signedIn('ana')).cookieFor(url);
  const encodingOf = async (headers: Record<string, string>, body?: string) =>
    (await ask(body ? '/graphql' : long, { cookie, ...headers }, body)).headers['content-encoding'];
  expect(await encodingOf({})).toBeUndefined();
  expect(await encodingOf({ 'sec-fetch-site': 'cross-site' })).toBeUndefined();
  expect(await encodingOf({ 'sec-fetch-site': 'none' })).toBeUndefined();
  expect(await encodingOf({ 'sec-fetch-site': 'same-origin' })).toBe('br');
  expect(await encodingOf({ origin: url }, JSON.stringify({ query: LONG }))).toBe('br');
});
