import { promisify } from 'node:util';
import { brotliCompress, constants, deflate, gzip } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newDraft } from './arrange.ts';
import { expectAlive, refusalOf, watchGateway } from './hostile.ts';
import { signedIn } from './people.ts';
import { type Person, portalUrl } from './person.ts';

let ana: Person;
beforeAll(async () => {
  ({ ana } = await signedIn('ana'));
});

watchGateway();
afterEach(expectAlive);

const QUERY = '{ portfolios { slug } }';
const JSON_TYPE = { 'content-type': 'application/json' };
const SEARCH = 'query ($s: String!) { services(filter: { text: $s }) { totalCount } }';

const nested = (count: number, open: string, close: string) => `${open.repeat(count)}1${close.repeat(count)}`;

/** Sent by nobody, and by somebody: what is shared among the many must bear it, and what is not, too. */
async function both(body: string | Buffer, headers: Record<string, string> = JSON_TYPE): Promise<number[]> {
  const init = { method: 'POST', headers, body: body as string };
  const answers = [() => fetch(`${portalUrl()}/graphql`, init), () => ana.fetch('/graphql', init)];
  return (await Promise.all(answers.map(refusalOf))).map(({ status }) => status);
}

describe('a body', () => {
  test.for<[string, string, number]>([
    [
      'of variables nested ten thousand deep',
      `{"query": "${QUERY}", "variables": {"a": ${nested(10_000, '[', ']')}}}`,
      400,
    ],
    [
      'of an input nested ten thousand deep',
      `{"query": "query ($f: ServiceFilter) { services(filter: $f) { totalCount } }", "variables": {"f": ${nested(10_000, '{"text":', '}')}}}`,
      400,
    ],
    [
      'of extensions nested ten thousand deep',
      `{"query": "${QUERY}", "extensions": ${nested(10_000, '{"a":', '}')}}`,
      400,
    ],
    [
      'of a hash nested ten thousand deep',
      `{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": ${nested(10_000, '[', ']')}}}}`,
      400,
    ],
    [
      'of a hash that is no text and cannot become one',
      '{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": {"toString": 1}}}}',
      200,
    ],
    ['of lists nested half a million deep', nested(500_000, '[', ']'), 400],
    ['of operations by the thousand', JSON.stringify(Array.from({ length: 10_000 }, () => ({ query: QUERY }))), 400],
    ['of no operation in a list', '[]', 400],
    ['just above the limit', JSON.stringify({ query: QUERY, pad: 'x'.repeat(1_048_577) }), 413],
    ['far above the limit', JSON.stringify({ query: QUERY, pad: 'x'.repeat(20_000_000) }), 413],
    ['just below the limit', JSON.stringify({ query: QUERY, pad: 'x'.repeat(1_048_400) }), 200],
    [
      'of variables by the thousand that nobody asked for',
      JSON.stringify({
        query: QUERY,
        variables: Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`v${index}`, index])),
      }),
      200,
    ],
    [
      'that would change what all objects have',
      '{"query": "{ portfolios { slug } }", "__proto__": {"query": "x"}, "constructor": {"prototype": {"a": 1}}, "variables": {"__proto__": {"a": 1}}}',
      200,
    ],
  ])('%s', async ([, body, status]) => {
    expect(await both(body)).toEqual([status, status]);
  });

  test('of a variable of nearly a megabyte is an answer like any other', async () => {
    for (const s of ['x'.repeat(1_000_000), 'x '.repeat(500_000), 'é'.repeat(500_000), '%'.repeat(1_000_000)]) {
      for (const status of await both(JSON.stringify({ query: SEARCH, variables: { s } }))) expect(status).toBe(200);
    }
  });

  // Packed beside this thread: while that takes seconds, connections that the portal ends have to be noticed.
  const packed = { gzip: promisify(gzip), deflate: promisify(deflate), brotli: promisify(brotliCompress) };
  const bomb = Buffer.from(JSON.stringify({ query: QUERY, pad: '0'.repeat(100_000_000) }));
  test.for<[string, string, () => Buffer | Promise<Buffer>, number]>([
    ['that unpacks to a hundred megabytes, by gzip', 'gzip', () => packed.gzip(bomb), 413],
    ['that unpacks to a hundred megabytes, by deflate', 'deflate', () => packed.deflate(bomb), 413],
    [
      'that unpacks to a hundred megabytes, by Brotli',
      'br',
      () => packed.brotli(bomb, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
      413,
    ],
    ['that is packed twice', 'gzip, gzip', async () => packed.gzip(await packed.gzip('{}')), 415],
    ['that says it is packed, and is not', 'gzip', () => Buffer.from('nada'), 400],
    ['that is packed as nobody packs', 'zip', () => Buffer.from('nada'), 415],
  ])('%s', async ([, encoding, body, status]) => {
    expect(await both(await body(), { ...JSON_TYPE, 'content-encoding': encoding })).toEqual([status, status]);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/vnd.api+json',
    'application/json/json',
    'application/json; charset=latin1',
    'application/json; charset=utf-16',
    'image/svg+xml',
    'x',
    '',
  ])('of the type “%s” is no operation', async (type) => {
    const body = new Blob([JSON.stringify({ query: QUERY })]);
    const init = { method: 'POST', body, headers: { 'content-type': type } };
    expect([400, 415]).toContain((await refusalOf(() => fetch(`${portalUrl()}/graphql`, init))).status);
    expect([400, 415]).toContain((await refusalOf(() => ana.fetch('/graphql', init))).status);
  });
});

describe('an address', () => {
  const get = (search: string) => refusalOf(() => fetch(`${portalUrl()}/graphql?${search}`));

  test.for<[string, string, number[]]>([
    ['that is longer than any header may be', `query=${'a'.repeat(60_000)}`, [414, 431]],
    ['of bytes that are no text', 'query=%E0%A4%A&variables=%FF', [400]],
    ['of extensions nested deep', `query=${QUERY}&extensions=${nested(5_000, '[', ']')}`, [400]],
    ['of variables nested deep', `query=${QUERY}&variables={"a":${nested(1_000, '[', ']')}}`, [200, 400, 431]],
    ['of everything twice', `query=${QUERY}&query=${QUERY}`, [400]],
    ['of a hash and nothing', 'extensions={"persistedQuery":{"version":1,"sha256Hash":{"toString":1}}}', [200]],
  ])('%s', async ([, search, statuses]) => {
    expect(statuses).toContain((await get(search)).status);
  });
});

describe('with somebody’s session, a page of another origin', () => {
  test('writes nothing by what a form can send', async () => {
    const { id, version } = await newDraft(ana, 'cnes');
    const query = `mutation { cancelAccessRequest(id: "${id}", version: ${version}) { problems { code } } }`;
    const form = new FormData();
    form.set('query', query);
    const search = `/graphql?query=${encodeURIComponent(query)}`;
    const requests: [string, RequestInit][] = [
      ['/graphql', { body: JSON.stringify({ query }), headers: { 'content-type': 'text/plain' } }],
      ['/graphql', { body: new URLSearchParams({ query }) }],
      ['/graphql', { body: form }],
      ['/graphql', { body: new Blob([JSON.stringify({ query })]) }],
      [search, {}],
      [search, { method: 'GET' }],
      [search, { method: 'HEAD' }],
    ];
    for (const [address, init] of requests) {
      for (const origin of ['http://evil.example', undefined]) {
        const headers = new Headers(init.headers);
        if (origin) headers.set('origin', origin);
        const { status } = await refusalOf(() => ana.fetch(address, { method: 'POST', ...init, headers }));
        expect(status).toBeGreaterThanOrEqual(400);
      }
    }
    const { accessRequest } = await ana.get<{ accessRequest: { state: string } }>(
      'query ($id: ID!) { accessRequest(id: $id) { state } }',
      { id },
    );
    expect(accessRequest.state).toBe('DRAFT');
  });
});
