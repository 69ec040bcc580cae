import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { PersistedQueries } from './persisted-queries.ts';

let stand: TestGateway;
let url: string;
beforeAll(async () => {
  stand = await startTestGateway();
  url = `${stand.gateway.url}/graphql`;
});
afterAll(() => stand[Symbol.asyncDispose]());

const hashOf = (query: string) => createHash('sha256').update(query).digest('hex');
const named = (sha256Hash: unknown, version: unknown = 1) => ({ persistedQuery: { version, sha256Hash } });

/** A text that no other test has registered. */
let counted = 0;
const newQuery = (fields = 'portfolios { slug }') => `query q${counted++} { ${fields} }`;

const get = (parameters: Record<string, unknown>) => {
  const search = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return fetch(`${url}?${new URLSearchParams(search)}`);
};
const post = (body: object, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const NOT_FOUND = {
  errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
};

describe.each([
  ['GET', get],
  ['POST', post],
])('automatic persisted queries by %s', (_method, ask) => {
  it('are asked for by their hash alone, once they were sent with their text', async () => {
    const query = newQuery();
    const extensions = named(hashOf(query));
    const unknown = await ask({ extensions });
    expect(unknown.status).toBe(200);
    expect(unknown.headers.get('cache-control')).toBe('no-store');
    expect(await unknown.json()).toMatchObject(NOT_FOUND);
    const answer = { data: { portfolios: [{ slug: 'rnds' }, { slug: 'cnes' }] } };
    expect(await (await ask({ query, extensions })).json()).toMatchObject(answer);
    expect(await (await ask({ extensions })).json()).toMatchObject(answer);
    expect(await (await get({ extensions })).json()).toMatchObject(answer);
    expect(await (await post({ extensions })).json()).toMatchObject(answer);
  });

  it('are refused under another text’s hash, which stays unknown', async () => {
    const [query, other] = [newQuery(), newQuery('viewer { name }')];
    const refused = await ask({ query, extensions: named(hashOf(other)) });
    expect(refused.status).toBe(400);
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(await refused.json()).toMatchObject({
      errors: [{ message: 'provided sha does not match query', extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(await (await ask({ extensions: named(hashOf(other)) })).json()).toMatchObject(NOT_FOUND);
  });

  it.each([
    ['of another version', named('ab', 2), 400],
    ['by something that is no hash', named({ a: 1 }), 200],
    ['by an empty hash', named(''), 200],
    ['by nothing', { persistedQuery: null }, 400],
    ['by a text where an object belongs', { persistedQuery: 'ab' }, 400],
    ['by a name that all objects have', named('__proto__'), 200],
  ])('%s are told so', async (_what, extensions, status) => {
    const response = await ask({ extensions });
    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(['BAD_REQUEST', 'PERSISTED_QUERY_NOT_FOUND']).toContain(errors[0]?.extensions.code);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('are kept only where they are valid', async () => {
    const query = newQuery('nothing');
    const extensions = named(hashOf(query));
    expect((await ask({ query, extensions })).status).toBe(400);
    expect(await (await ask({ extensions })).json()).toMatchObject(NOT_FOUND);
  });
});

describe('a hash alone', () => {
  const register = async (query: string) => {
    await post({ query, extensions: named(hashOf(query)) });
    return named(hashOf(query));
  };

  it('reads once for a crowd', async () => {
    const extensions = await register(newQuery());
    for (const ask of [get, post]) {
      stand.subgraphs.callers.length = 0;
      await Promise.all(Array.from({ length: 10 }, async () => (await ask({ extensions })).json()));
      expect(stand.subgraphs.callers.length).toBeLessThan(10);
    }
  });

  it('answers each person their own', async () => {
    const extensions = await register(newQuery('viewer { name }'));
    for (const [login, name] of [
      ['ana', 'Ana Souza'],
      ['bruno', 'Bruno Lima'],
    ] as const) {
      const cookie = (await stand.signedIn(login)).cookieFor(stand.gateway.url);
      expect(await (await post({ extensions }, { cookie })).json()).toMatchObject({ data: { viewer: { name } } });
    }
    expect(await (await get({ extensions })).json()).toMatchObject({ data: { viewer: null } });
  });

  it('writes nothing by GET', async () => {
    const extensions = await register('mutation { rename(id: "1", owner: "x") { id } }');
    expect((await get({ extensions })).status).toBe(405);
  });
});

describe('what is kept', () => {
  it('is bounded, and the oldest goes first', async () => {
    const persisted = new PersistedQueries();
    const text = (index: number) => `${index} ${'x'.repeat(90_000)}`;
    for (let index = 0; index < 200; index++) await persisted.cache.set(`apq:${index}`, text(index));
    expect(persisted.cache.keys().length).toBeLessThan(100);
    expect(await persisted.textOf(named('0'))).toBeUndefined();
    expect(await persisted.textOf(named('199'))).toBe(text(199));
  });

  it('is no text beyond the longest', async () => {
    const persisted = new PersistedQueries();
    await persisted.cache.set('apq:a', 'x'.repeat(200_000));
    expect(await persisted.textOf(named('a'))).toBeUndefined();
  });
});
