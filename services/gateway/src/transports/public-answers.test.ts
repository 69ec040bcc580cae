import fc from 'fast-check';
import { Agent, fetch as fetchThrough, interceptors } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deadUrl } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const PUBLIC = 'public, max-age=60, s-maxage=300, stale-while-revalidate=86400';
const CATALOGUE = '{ portfolios { slug name } }';

let stand: TestGateway;
let url: string;
beforeAll(async () => {
  stand = await startTestGateway();
  url = `${stand.gateway.url}/graphql`;
});
afterAll(() => stand[Symbol.asyncDispose]());

const addressOf = (query: string, rest = '') => `${url}?query=${encodeURIComponent(query)}${rest}`;
const cookieOf = async (name: string) => (await stand.signedIn(name)).cookieFor(stand.gateway.url);

/** What was asked for, without what it cost. */
async function dataOf(response: { json(): Promise<unknown> }): Promise<object> {
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  return { data, errors };
}

describe('the catalogue by GET', () => {
  it('may be kept by every cache', async () => {
    const response = await fetch(addressOf(CATALOGUE));
    expect(response.headers.get('cache-control')).toBe(PUBLIC);
    expect(response.headers.get('etag')).toMatch(/^W\/"[\w-]{43}"$/);
    expect(response.headers.get('vary')?.toLowerCase().split(', ')).toEqual(
      expect.arrayContaining(['accept', 'authorization', 'cookie']),
    );
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.json()).toMatchObject({ data: { portfolios: [{ slug: 'rnds' }, { slug: 'cnes' }] } });
  });

  it('is 304 for who has it already', async () => {
    const first = await fetch(addressOf(CATALOGUE));
    const etag = first.headers.get('etag') ?? '';
    for (const known of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
      const second = await fetch(addressOf(CATALOGUE), { headers: { 'if-none-match': known } });
      expect(second.status).toBe(304);
      expect(await second.text()).toBe('');
      expect(second.headers.get('etag')).toBe(etag);
      expect(second.headers.get('cache-control')).toBe(PUBLIC);
      expect(second.headers.get('vary')).toBe(first.headers.get('vary'));
    }
    const other = await fetch(addressOf(CATALOGUE), { headers: { 'if-none-match': '"other"' } });
    expect(other.status).toBe(200);
    expect(other.headers.get('etag')).toBe(etag);
  });

  it('has another tag in another format, and for another answer', async () => {
    const tag = async (query: string, accept: string) =>
      (await fetch(addressOf(query), { headers: { accept } })).headers.get('etag');
    const tags = await Promise.all([
      tag(CATALOGUE, 'application/json'),
      tag(CATALOGUE, 'application/graphql-response+json'),
      tag('{ portfolios { slug } }', 'application/json'),
    ]);
    expect(new Set(tags).size).toBe(3);
  });

  it('says by HEAD what it would say', async () => {
    const [got, headed] = await Promise.all([
      fetch(addressOf(CATALOGUE)),
      fetch(addressOf(CATALOGUE), { method: 'HEAD' }),
    ]);
    expect(await headed.text()).toBe('');
    for (const name of ['etag', 'cache-control', 'vary', 'content-type', 'content-length']) {
      expect(headed.headers.get(name)).toBe(got.headers.get(name));
    }
    expect(headed.headers.get('content-length')).toBe(String((await got.arrayBuffer()).byteLength));
  });

  it.each([
    ['with variables', 'query ($slug: String!) { portfolio(slug: $slug) { name } }', '&variables={"slug":"cnes"}'],
    ['with an operation by name', 'query a { portfolios { slug } }', '&operationName=a'],
    ['by fragments and names', '{ ...f other: portfolios { slug } } fragment f on Query { portfolios { name } }', ''],
    ['of nothing', '{ portfolio(slug: "none") { name } }', ''],
    ['of the schema', '{ __schema { queryType { name } } __typename }', ''],
  ])('%s too', async (_what, query, rest) => {
    expect((await fetch(addressOf(query, rest))).headers.get('cache-control')).toBe(PUBLIC);
  });
});

describe('is kept by nobody', () => {
  it.each([
    ['the viewer', '{ viewer { name } }'],
    ['the viewer beside the catalogue', '{ portfolios { slug } viewer { name } }'],
    ['the viewer in a fragment', '{ portfolios { slug } ...f } fragment f on Query { viewer { name } }'],
    ['the viewer in an inline fragment', '{ portfolios { slug } ... on Query { viewer { name } } }'],
    ['the viewer left out', '{ portfolios { slug } viewer @include(if: false) { name } }'],
    ['the viewer under another name', '{ portfolios: viewer { name } }'],
    ['an operation beside one of the viewer', 'query a { portfolios { slug } } query b { viewer { name } }'],
    ['what asks for another scope', '{ portfolios { slug } requests(first: 1) { id } }'],
    ['what is in no table', '{ broken }'],
    ['a refusal', '{ refused(code: "FORBIDDEN") }'],
    ['a document that is none', '{'],
    ['an unknown field', '{ portfolios { nothing } }'],
    ['a mutation', 'mutation { rename(id: "1", owner: "x") { id } }'],
    ['a subscription', 'subscription { mine { cursor } }'],
  ])('%s', async (_what, query) => {
    const response = await fetch(addressOf(query, query.startsWith('query a') ? '&operationName=a' : ''));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
  });

  it.each<[string, string]>([
    ['a wrong variable', '&variables={"slug":1}'],
    ['variables that are no JSON', '&variables={'],
    ['a parameter twice', '&variables={"slug":"cnes"}&variables={"slug":"rnds"}'],
    ['no variable', ''],
  ])('an error of the catalogue: %s', async (_what, rest) => {
    const response = await fetch(addressOf('query ($slug: String!) { portfolio(slug: $slug) { name } }', rest));
    expect(await response.json()).toHaveProperty('errors');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('what a subgraph that is not there did not answer', async () => {
    await using alone = await startTestGateway({ config: { catalogueUrl: await deadUrl() } });
    const response = await fetch(`${alone.gateway.url}/graphql?query=${encodeURIComponent(CATALOGUE)}`);
    expect(await response.json()).toHaveProperty('errors');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('what came by POST', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: CATALOGUE }) });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each<[string, () => Promise<Record<string, string>>]>([
    ['a session', async () => ({ cookie: await cookieOf('ana') })],
    ['a session that is over', async () => ({ cookie: 'portal_session_1=over' })],
    ['a cookie of somebody else’s', async () => ({ cookie: '_ga=1' })],
    ['a token that is not good', async () => ({ authorization: 'Bearer nobody-issued-this' })],
    ['a scheme that nobody knows', async () => ({ authorization: 'Digest x' })],
    ['an empty Authorization', async () => ({ authorization: 'Basic' })],
  ])('what was asked for with %s', async (_what, headers) => {
    const response = await fetch(addressOf(CATALOGUE), { headers: await headers() });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
  });

  it('the answer to a session that came while a crowd asked the same', async () => {
    const asked = Array.from({ length: 20 }, (_, index) =>
      fetch(addressOf(CATALOGUE), { headers: index % 2 ? { cookie: '_ga=1' } : {} }),
    );
    const kept = (await Promise.all(asked)).map(({ headers }) => headers.get('cache-control'));
    expect(kept).toEqual(Array.from({ length: 20 }, (_, index) => (index % 2 ? 'no-store' : PUBLIC)));
  });
});

describe('a cache that all share', () => {
  const OPERATIONS = [
    CATALOGUE,
    '{ viewer { name } }',
    '{ portfolios { slug } viewer { name } }',
    '{ ...v portfolios { slug } } fragment v on Query { viewer { name } }',
    '{ request(id: "1") { owner } }',
  ];

  it('never gives one person’s answer to another', async () => {
    const people: Record<string, string>[] = [
      {},
      { cookie: '_ga=1' },
      { cookie: await cookieOf('ana') },
      { cookie: await cookieOf('bruno') },
    ];
    const asked = async (query: string, headers: Record<string, string>, dispatcher: Agent | undefined) =>
      dataOf(await fetchThrough(addressOf(query), { headers, ...(dispatcher && { dispatcher }) }));
    const step = fc.record({ query: fc.constantFrom(...OPERATIONS), headers: fc.constantFrom(...people) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 20 }), async (steps) => {
        const shared = new Agent().compose(interceptors.cache({ type: 'shared' })) as Agent;
        for (const { query, headers } of steps) {
          expect(await asked(query, headers, shared)).toEqual(await asked(query, headers, undefined));
        }
        await shared.close();
      }),
      { numRuns: 20 },
    );
  });

  it('asks once for many', async () => {
    const shared = new Agent().compose(interceptors.cache({ type: 'shared' }));
    stand.subgraphs.callers.length = 0;
    for (let time = 0; time < 5; time++)
      await (await fetchThrough(addressOf(CATALOGUE), { dispatcher: shared })).text();
    expect(stand.subgraphs.callers).toHaveLength(1);
    await shared.close();
  });
});
