import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_VALUES, refuseManyValues } from '../access/operation-limits.ts';
import { askGraph, TestSocket } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const DOCUMENT = parse('query ($a: ID, $b: ID, $c: ID) { a }');
const refusalOf = (variables: Record<string, unknown> | undefined) => refuseManyValues(DOCUMENT, null, variables);
const listOf = (length: number) => Array.from({ length }, (_, index) => String(index));
const REFUSED = {
  message: 'As variáveis da operação trazem mais de 5.000 valores. Envie menos valores em cada operação.',
  extensions: { code: 'BAD_USER_INPUT' },
};

describe('the values in variables', () => {
  it('are counted wherever they stand, those that hold others too', () => {
    const json = fc.jsonValue({ maxDepth: 6 });
    const count = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? Object.values(value).reduce((sum: number, held) => sum + 1 + count(held), 0)
        : 0;
    fc.assert(
      fc.property(json, fc.nat(200), (value, more) => {
        const variables = { a: value, b: listOf(MOST_VALUES - 3 - count(value) - 100 + more) };
        expect(refusalOf(variables) !== undefined).toBe(more > 100);
      }),
    );
    expect(refusalOf(undefined)).toBeUndefined();
    expect(refusalOf({ a: Array(MOST_VALUES).fill([]) })).toMatchObject(REFUSED);
    expect(refusalOf({ undeclared: listOf(50_000) })).toBeUndefined();
  });

  it('are far fewer in the fullest form that anybody fills', () => {
    const texts = (length: number) => Array(length).fill('x');
    const fullest = {
      id: 'x',
      version: 1,
      input: {
        establishment: Object.fromEntries(texts(10).entries()),
        manager: Object.fromEntries(texts(10).entries()),
        system: { ...texts(10), ipRanges: texts(50), integratesWith: texts(20) },
        services: texts(200),
        childEstablishments: texts(200),
      },
    };
    expect(refusalOf({ a: fullest, b: fullest, c: fullest })).toBeUndefined();
  });

  it('have the limit that the documentation says', async () => {
    const page = await readFile(new URL('../../../../docs/limits.md', import.meta.url), 'utf8');
    expect(page).toContain(`| values in its variables | ${MOST_VALUES.toLocaleString('en')}`);
  });
});

describe('an operation with too many of them', () => {
  let stand: TestGateway;
  let url: string;
  beforeAll(async () => {
    stand = await startTestGateway();
    url = stand.gateway.url;
  });
  afterAll(() => stand[Symbol.asyncDispose]());

  const QUERY = 'query ($id: ID!) { request(id: $id) { id } }';
  const PUBLIC = 'query ($slug: String!) { portfolio(slug: $slug) { slug } }';
  const many = { id: listOf(MOST_VALUES), slug: listOf(MOST_VALUES) };

  it.each([
    ['that speaks of somebody', QUERY],
    ['that is the same for all', PUBLIC],
  ])('%s is refused over HTTP, with nothing run', async (_what, query) => {
    stand.subgraphs.callers.length = 0;
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    for (const options of [{ variables: many }, { variables: many, cookie }]) {
      const { status, errors, data } = await askGraph(url, query, options);
      expect({ status, errors, data }).toEqual({ status: 400, errors: [REFUSED], data: undefined });
    }
    expect(stand.subgraphs.callers).toHaveLength(0);
  });

  it('is refused by its hash too', async () => {
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(QUERY))).toString('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    const post = (body: object) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ extensions, ...body }),
      });
    expect((await post({ query: QUERY, variables: { id: '1' } })).status).toBe(200);
    const refused = await post({ variables: many });
    expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [REFUSED] }]);
  });

  it('is refused on a WebSocket, which stays', async () => {
    const socket = await TestSocket.open(url);
    socket.subscribe('1', QUERY, many);
    expect(await socket.next(({ id, type }) => id === '1' && type === 'error')).toEqual([REFUSED]);
    socket.subscribe('2', PUBLIC, { slug: 'rnds' });
    expect(await socket.next(({ id, type }) => id === '2' && type === 'next')).toMatchObject({
      data: { portfolio: { slug: 'rnds' } },
    });
    socket.socket.close();
  });
});
