import { beforeAll, describe, expect, test } from 'vitest';
import { contentWithoutCertificate, uniqueName } from './arrange.ts';
import { signedIn } from './people.ts';
import { type Answer, Person } from './person.ts';
import { requestIn } from './stages.ts';

let ana: Person;
let id: string;

beforeAll(async () => {
  const { ana: owner, clara } = await signedIn('ana', 'clara');
  ana = owner;
  ({ id } = await requestIn(
    'SUBMITTED',
    { owner, reviewer: clara },
    { content: contentWithoutCertificate(uniqueName('Sistema')) },
  ));
});

function placesOf({ errors }: Answer<unknown>) {
  return errors?.map(({ path, extensions: { code } }) => [code, path?.join('.')]);
}

describe('an error stands at the client’s own place', () => {
  test.each([
    ['below a list', '{ portfolios { viewerRequests(first: 0) { totalCount } } }', 'portfolios.0.viewerRequests'],
    ['below aliases', '{ p: portfolios { r: viewerRequests(first: 0) { totalCount } } }', 'p.0.r'],
    [
      'of a joined thing',
      '{ accessRequest(id: "ID") { portfolio { r: viewerRequests(first: 0) { totalCount } } } }',
      'accessRequest.portfolio.r',
    ],
    [
      'of a joined thing in a list',
      '{ services(first: 2) { edges { node { portfolio { r: viewerRequests(first: 0) { totalCount } } } } } }',
      'services.edges.0.node.portfolio.r',
    ],
    [
      'in a fragment',
      'query { p: portfolios { ...P } } fragment P on Portfolio { r: viewerRequests(first: 0) { totalCount } }',
      'p.0.r',
    ],
  ])('%s', async (_where, query, path) => {
    const places = placesOf(await ana.ask(query.replace('ID', id)));
    expect(places?.[0]).toEqual(['BAD_USER_INPUT', path]);
  });

  test('and each item of a list has its own', async () => {
    const answer = await Person.anonymous().ask('{ portfolios { slug viewerRequests { totalCount } } }');
    const places = placesOf(answer) ?? [];
    expect(places[0]).toEqual(['UNAUTHENTICATED', 'portfolios.0.viewerRequests']);
  });
});

test('a value that is no point in time is told under the variable’s own name', async () => {
  const query = `mutation ($meuToken: CreatePersonalAccessTokenInput!) {
    createPersonalAccessToken(input: $meuToken) { problems { code } } }`;
  const { errors } = await ana.ask(query, { meuToken: { name: 'x', scopes: ['requests:read'], expiresAt: 'amanhã' } });
  expect(errors?.[0]?.message).toContain('"$meuToken" got invalid value "amanhã" at "meuToken.expiresAt"');
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

describe('the status of an answer', () => {
  const WRONG: Record<string, [query: string, status: number, variables?: object]> = {
    'a text that is no GraphQL': ['{', 400],
    'a field that is not there': ['{ nothing }', 400],
    'a variable of the wrong type': [
      'query ($first: Int!) { services(first: $first) { totalCount } }',
      400,
      { first: 'x' },
    ],
    'an operation that is not there': ['query A { viewer { id } } query B { viewer { id } }', 400],
    'an operation that costs too much': ['{ accessRequests(first: 5000) { edges { node { id } } } }', 400],
  };

  const ask = (accept: string, query: string, variables?: object) =>
    ana.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query, variables }),
    });

  test.each(Object.entries(WRONG))(
    'without data, for %s, is 4xx to who reads it and 200 to who takes plain JSON',
    async (_what, [query, status, variables]) => {
      const read = await ask('application/graphql-response+json', query, variables);
      expect(read.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
      expect([read.status, 'data' in ((await read.json()) as object)]).toEqual([status, false]);
      const plain = await ask('application/json', query, variables);
      expect(plain.headers.get('content-type')).toMatch(/^application\/json/);
      expect([plain.status, 'data' in ((await plain.json()) as object)]).toEqual([200, false]);
    },
  );

  test('for a token without the scope is 403, and 200 as plain JSON', async () => {
    const made = await ana.get<{ createPersonalAccessToken: { token: string } }>(
      'mutation ($input: CreatePersonalAccessTokenInput!) { createPersonalAccessToken(input: $input) { token } }',
      { input: { name: uniqueName('só catálogo'), scopes: ['catalogue:read'] } },
    );
    const { token } = made.createPersonalAccessToken;
    const statusFor = async (accept: string) => {
      const headers = { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` };
      const body = JSON.stringify({ query: '{ accessRequests { totalCount } }' });
      return (await Person.anonymous().fetch('/graphql', { method: 'POST', headers, body })).status;
    };
    expect(await statusFor('application/graphql-response+json')).toBe(403);
    expect(await statusFor('application/json')).toBe(200);
  });

  test('for a request that is none is 400 in either', async () => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const headers = { 'content-type': 'application/json', accept };
      expect((await ana.fetch('/graphql', { method: 'POST', headers, body: '{}' })).status).toBe(400);
    }
  });

  test('with data is 200, whatever stands beside it', async () => {
    const read = await ask(
      'application/graphql-response+json',
      '{ portfolios { viewerRequests(first: 0) { totalCount } } }',
    );
    expect([read.status, 'data' in ((await read.json()) as object)]).toEqual([200, true]);
  });
});

test('a point in time says by what it is specified', async () => {
  const { __type } = await ana.get<{ __type: { specifiedByURL: string } }>(
    '{ __type(name: "DateTime") { specifiedByURL } }',
  );
  expect(__type.specifiedByURL).toBe('https://scalars.graphql.org/andimarek/date-time.html');
});
