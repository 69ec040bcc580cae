import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askGraph, deadUrl } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let stand: TestGateway;
let url: string;
beforeAll(async () => {
  stand = await startTestGateway();
  url = stand.gateway.url;
});
afterAll(() => stand[Symbol.asyncDispose]());

describe('the composed graph', () => {
  it('joins both subgraphs, for anonymous and signed-in callers', async () => {
    const query = '{ viewer { name } requests(first: 3) { id portfolio { slug name } } portfolios { slug } }';
    const anonymous = await askGraph(url, query);
    expect(anonymous.errors).toBeUndefined();
    expect(anonymous.data.viewer).toBeNull();
    expect(anonymous.data.requests).toHaveLength(3);
    expect(anonymous.data.requests[2].portfolio).toEqual({ slug: 'rnds', name: 'Portfólio rnds' });
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    expect((await askGraph(url, query, { cookie })).data.viewer).toEqual({ name: 'Ana Souza' });
  });

  it('reads a cursor of changes before what is read with it, so that nothing falls between the two', async () => {
    const cursorOf = async (query: string) => (await askGraph(url, query)).data.changesCursor;
    const before = await cursorOf('{ changesCursor }');
    expect(await cursorOf('{ requests(first: 1) { id portfolio { name } } changesCursor }')).toBe(before);
    expect(await cursorOf('{ changesCursor }')).not.toBe(before);
  });

  it('tells every subgraph who asks, in every request', async () => {
    const cookie = (await stand.signedIn('bruno')).cookieFor(url);
    stand.subgraphs.callers.length = 0;
    await askGraph(url, '{ requests(first: 1) { portfolio { name } } }', { cookie });
    expect(stand.subgraphs.callers).toHaveLength(2);
    for (const caller of stand.subgraphs.callers) {
      expect(caller).toMatchObject({
        kind: 'person',
        name: 'Bruno Lima',
        roles: ['INTEGRATOR'],
        assuranceLevel: 'SILVER',
      });
    }
  });

  it('reads once for a crowd that is not signed in, and for each person alone', async () => {
    const crowd = async (query: string, cookie?: string) => {
      stand.subgraphs.callers.length = 0;
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => askGraph(url, query, cookie ? { cookie } : {})),
      );
      for (const { data } of answers) expect(data.list).toHaveLength(2);
      return stand.subgraphs.callers.length;
    };
    expect(await crowd('{ list: portfolios { slug } }')).toBeLessThan(10);
    const query = '{ list: requests(first: 2) { id } }';
    expect(await crowd(query)).toBe(10);
    expect(await crowd(query, (await stand.signedIn('ana')).cookieFor(url))).toBe(10);
  });

  it('asks the catalogue once for people who read the same of it at once', async () => {
    const cookies = await Promise.all(
      ['ana', 'bruno', 'clara', 'davi', 'elis', 'fabio'].map(async (name) =>
        (await stand.signedIn(name)).cookieFor(url),
      ),
    );
    stand.subgraphs.callers.length = 0;
    const query = '{ viewer { name } requests(first: 2) { portfolio { name } } }';
    const answers = await Promise.all(cookies.map((cookie) => askGraph(url, query, { cookie })));
    expect(new Set(answers.map(({ data }) => data.viewer.name)).size).toBe(cookies.length);
    for (const { data } of answers) expect(data.requests[1].portfolio).toEqual({ name: 'Portfólio rnds' });
    // viewer and requests from credentials for each, and the joined catalogue.
    expect(stand.subgraphs.callers.length).toBeLessThan(3 * cookies.length);
  });

  it('joins no mutations', async () => {
    stand.subgraphs.callers.length = 0;
    const mutation = 'mutation { rename(id: "1", owner: "x") { owner } }';
    await Promise.all(Array.from({ length: 5 }, () => askGraph(url, mutation)));
    expect(stand.subgraphs.callers).toHaveLength(5);
  });

  it('answers queries by GET, mutations not', async () => {
    const asked = (query: string) => fetch(`${url}/graphql?query=${encodeURIComponent(query)}`);
    const query = await asked('{ portfolios { slug } }');
    expect(query.status).toBe(200);
    expect(await query.json()).toMatchObject({ data: { portfolios: [{ slug: 'rnds' }, { slug: 'cnes' }] } });
    expect((await asked('mutation { rename(id: "1", owner: "x") { id } }')).status).toBe(405);
  });

  it('is never stored by a cache', async () => {
    const response = await fetch(`${url}/graphql?query={viewer{name}}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('publishes its schema', async () => {
    const sdl = await (await fetch(`${url}/schema.graphql`)).text();
    expect(sdl).toContain('type Portfolio');
    expect(sdl).not.toContain('join__');
    expect(sdl).toContain('directive @cost(');
    expect(sdl).toContain('portfolios: [Portfolio!]! @cost(weight: "1")');
    expect((await askGraph(url, '{ __schema { queryType { name } } }')).data.__schema.queryType.name).toBe('Query');
    expect((await askGraph(url, '{ __schema { directives { name } } }')).data.__schema.directives).not.toContainEqual({
      name: 'cost',
    });
  });
});

describe('errors', () => {
  it.each(['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'CURSOR_EXPIRED', 'NOT_FOUND'])(
    'of a subgraph pass with code %s and path, and nothing more',
    async (code) => {
      const { errors, data } = await askGraph(url, `{ renamed: refused(code: "${code}") }`);
      expect(data).toEqual({ renamed: null });
      expect(errors).toHaveLength(1);
      expect(errors?.[0]).toMatchObject({ message: 'refused', path: ['renamed'] });
      expect(errors?.[0]?.extensions).toEqual({ code });
    },
  );

  it('from deep inside keep their path', async () => {
    const { errors } = await askGraph(url, '{ request(id: "1") { id } }');
    expect(errors?.[0]).toMatchObject({ path: ['request'], extensions: { code: 'UNAUTHENTICATED' } });
  });

  it('of our own are INTERNAL with the trace id that the subgraph logged', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
    const { errors, data } = await askGraph(url, '{ broken }', { headers });
    expect(data).toEqual({ broken: null });
    expect(errors?.[0]?.path).toEqual(['broken']);
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', traceId });
    expect(JSON.stringify(errors)).not.toContain('secret');
  });

  it('with a code that nobody knows are masked', async () => {
    const { errors } = await askGraph(url, '{ refused(code: "P0001") }');
    expect(errors?.[0]?.extensions.code).toBe('INTERNAL');
    expect(JSON.stringify(errors)).not.toContain('detail');
  });

  it('of a subgraph that is not there are UNAVAILABLE; what the others answered stands, and so does the gateway', async () => {
    await using alone = await startTestGateway({ config: { catalogueUrl: await deadUrl() } });
    const query = '{ viewer { name } portfolio(slug: "rnds") { name } }';
    const { errors, data } = await askGraph(alone.gateway.url, query);
    expect(data).toEqual({ viewer: null, portfolio: null });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['portfolio'], extensions: { code: 'UNAVAILABLE', retryAfter: 2 } });
    expect(errors?.[0]?.extensions.traceId).toMatch(/^[\da-f]{32}$/);
    expect(JSON.stringify(errors)).not.toMatch(/ECONN|localhost|catalogue/);
    const ready = await fetch(`${alone.gateway.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', subgraphs: { catalogue: 'does not answer', credentials: 'ready', homologation: 'ready' } },
    ]);
    expect((await fetch(`${alone.gateway.url}/healthz`)).status).toBe(200);
  });

  it('of homologation leave all else as it is', async () => {
    await using alone = await startTestGateway({ config: { homologationUrl: await deadUrl() } });
    const { errors, data } = await askGraph(alone.gateway.url, '{ documentKinds portfolio(slug: "rnds") { slug } }');
    expect(data).toEqual({ documentKinds: null, portfolio: { slug: 'rnds' } });
    expect(errors).toMatchObject([{ path: ['documentKinds'], extensions: { code: 'UNAVAILABLE' } }]);
    expect(await (await fetch(`${alone.gateway.url}/readyz`)).json()).toEqual({
      status: 'ready',
      subgraphs: { catalogue: 'ready', credentials: 'ready', homologation: 'does not answer' },
    });
  });

  it('tell programs what is wrong with their text', async () => {
    expect((await askGraph(url, '{ nothing }')).errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await askGraph(url, '{')).errors?.[0]?.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
    const wrong = await askGraph(url, 'query($n: Int) { requests(first: $n) { id } }', { variables: { n: 'x' } });
    expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('limits', () => {
  it.each([
    ['depth', `{ requests { ${'again { '.repeat(20)}id${' }'.repeat(20)} } }`],
    ['Aliases', `{ ${Array.from({ length: 61 }, (_, index) => `a${index}: portfolios { slug }`).join(' ')} }`],
    ['tokens', `{ ${'portfolios { slug } '.repeat(2_000)} }`],
  ])('refuse too much: %s', async (what, query) => {
    const { errors, data } = await askGraph(url, query);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toContain(what);
  });

  it('let the deepest page pass', async () => {
    const { errors } = await askGraph(url, `{ requests(first: 1) { ${'again { '.repeat(15)}id${' }'.repeat(15)} } }`);
    expect(errors).toBeUndefined();
  });

  it('refuse a body beyond a megabyte, and several operations in one', async () => {
    const post = (body: string) =>
      fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect((await post(JSON.stringify({ query: '{ portfolios { slug } }', pad: 'x'.repeat(1_048_576) }))).status).toBe(
      413,
    );
    expect((await post(JSON.stringify([{ query: '{ portfolios { slug } }' }]))).status).toBe(400);
    expect((await post('{ not json')).status).toBe(400);
  });
});

describe('foreign pages', () => {
  it('are refused with a cookie, by the table', async () => {
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    const status = async (headers: Record<string, string>) =>
      (await askGraph(url, '{ viewer { name } }', { headers })).status;
    expect(await status({ cookie, origin: url })).toBe(200);
    expect(await status({ cookie })).toBe(200);
    expect(await status({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await status({ cookie, origin: stand.gateway.reviewerUrl })).toBe(403);
    expect(await status({ cookie, origin: 'null' })).toBe(403);
    expect(await status({ origin: 'http://evil.example' })).toBe(200);
  });

  it('can send no form', async () => {
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    const form = new FormData();
    form.set('query', '{ viewer { name } }');
    const post = (body: FormData | URLSearchParams | string, headers = {}) =>
      fetch(`${url}/graphql`, { method: 'POST', headers: { cookie, ...headers }, body });
    expect((await post(form)).status).toBe(400);
    expect((await post(new URLSearchParams({ query: '{ viewer { name } }' }))).status).toBe(400);
    expect(
      (await post(JSON.stringify({ query: '{ viewer { name } }' }), { 'content-type': 'text/plain' })).status,
    ).toBe(400);
  });

  it('with a token that nobody issued are nobody, whatever cookie comes along', async () => {
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    const headers = { authorization: 'Bearer nobody-issued-this', origin: 'http://evil.example' };
    const { status, errors } = await askGraph(url, '{ viewer { name } }', { cookie, headers });
    expect(status).toBe(401);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('find a cookie of one listener worth nothing at the other', async () => {
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    const { data } = await askGraph(stand.gateway.reviewerUrl, '{ viewer { name } }', { cookie });
    expect(data).toEqual({ viewer: null });
  });
});

describe('what is refused before an operation is looked at', () => {
  const post = (init: RequestInit & { headers?: Record<string, string> }) =>
    fetch(`${stand.gateway.url}/graphql`, {
      method: 'POST',
      ...init,
      headers: { 'content-type': 'application/json', ...init.headers },
    });

  it('has one shape, whatever it is', async () => {
    const cookie = (await stand.signedIn('ana')).cookieFor(stand.gateway.url);
    const foreign = { cookie, origin: 'https://evil.example' };
    const query = '{"query":"{ __typename }"}';
    const cases: [Promise<Response>, number, string][] = [
      [post({ body: query, headers: foreign }), 403, 'FORBIDDEN'],
      [
        post({ body: 'x', headers: { cookie, 'content-type': 'multipart/form-data; boundary=x' } }),
        400,
        'BAD_USER_INPUT',
      ],
      [post({ body: '{"query": ' }), 400, 'BAD_REQUEST'],
      [post({ body: JSON.stringify({ query, pad: 'x'.repeat(1_100_000) }) }), 413, 'TOO_LARGE'],
      [post({ body: `{"query":"{__typename}","x":${'['.repeat(200)}${']'.repeat(200)}}` }), 400, 'BAD_REQUEST'],
      [post({ body: query, headers: { 'content-encoding': 'x-unknown' } }), 415, 'BAD_REQUEST'],
    ];
    for (const [asked, status, code] of cases) {
      const response = await asked;
      expect([response.status, code]).toEqual([status, code]);
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const body = (await response.json()) as { errors: unknown[] };
      expect(body.errors).toMatchObject([{ message: expect.any(String), extensions: { code } }]);
    }
    const accept = 'application/graphql-response+json';
    const asked = await post({ body: query, headers: { ...foreign, accept } });
    expect(asked.headers.get('content-type')).toContain(accept);
  });
});
