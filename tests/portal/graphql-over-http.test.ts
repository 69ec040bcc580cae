import { serverAudits } from 'graphql-http';
import { beforeAll, describe, expect, test } from 'vitest';
import { act, newDraft, pick } from './arrange.ts';
import { signedIn } from './people.ts';
import { Person, portalUrl, reviewerUrl } from './person.ts';

let ana: Person;

beforeAll(async () => {
  ({ ana } = await signedIn('ana'));
});

const graphql = (search: string) => `${portalUrl()}/graphql?${search}`;
const query = (text: string) => `query=${encodeURIComponent(text)}`;

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => `${portalUrl()}/graphql`, fetchFn: fetch });

  test.for(audits)('$id $name', async (audit) => {
    const { status, ...rest } = await audit.fn();
    expect({ status, reason: 'reason' in rest ? rest.reason : undefined }).toEqual({ status: 'ok' });
  });

  test('queries by GET, mutations by POST alone', async () => {
    const read = await fetch(graphql(query('{ portfolios { slug } }')));
    expect(read.status).toBe(200);
    expect(await read.json()).toMatchObject({ data: { portfolios: expect.any(Array) } });
    const { id, version } = await newDraft(ana, 'cnes');
    const mutation = `mutation { cancelAccessRequest(id: "${id}", version: ${version}) { problems { code } } }`;
    const refused = await ana.fetch(graphql(query(mutation)));
    expect(refused.status).toBe(405);
    expect(refused.headers.get('allow')).toBe('POST');
    expect((await act(ana, 'cancelAccessRequest', { id, version })).problems).toEqual([]);
  });

  test('a subscription is not for HTTP, and is told so', async () => {
    const text = 'subscription { accessRequestChanged { cursor } }';
    const body = JSON.stringify({ query: text });
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const posted = await ana.fetch('/graphql', post);
    expect(posted.status).toBe(400);
    expect(await posted.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect((await ana.fetch(graphql(query(text)))).status).toBe(405);
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('%s is not there', async (method) => {
    const response = await fetch(graphql(query('{ portfolios { slug } }')), { method });
    expect(response.status).toBe(405);
  });

  test('several operations in one request are refused', async () => {
    const response = await ana.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: '{ viewer { id } }' }, { query: '{ viewer { id } }' }]),
    });
    expect(response.status).toBe(400);
  });

  test('answers are kept by nobody, and open to no other page with a session', async () => {
    const response = await ana.fetch(graphql(query('{ viewer { name } }')), {
      headers: { origin: 'http://evil.example' },
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    // Everybody's at most, which browsers do not take for an answer to a request with cookies.
    expect([null, '*']).toContain(response.headers.get('access-control-allow-origin'));
  });

  test('a foreign page writes nothing with somebody’s session; a token that nobody issued is 401', async () => {
    const draft = await newDraft(ana, 'cnes');
    const body = JSON.stringify({
      query:
        'mutation ($id: ID!, $version: Int!) { cancelAccessRequest(id: $id, version: $version) { problems { code } } }',
      variables: pick(draft),
    });
    const post = (headers: Record<string, string>) =>
      ana.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
    for (const origin of ['http://evil.example', 'null', reviewerUrl(), `${portalUrl()}.evil.example`]) {
      expect((await post({ origin })).status).toBe(403);
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect([400, 415]).toContain((await post({ 'content-type': type })).status);
    }
    const stranger = await post({ authorization: 'Bearer nobody-issued-this', origin: 'http://evil.example' });
    expect(stranger.status).toBe(401);
    expect(stranger.headers.get('www-authenticate')).toMatch(/^Bearer/);
    const { accessRequest } = await ana.get<{ accessRequest: { state: string } }>(
      'query ($id: ID!) { accessRequest(id: $id) { state } }',
      { id: draft.id },
    );
    expect(accessRequest.state).toBe('DRAFT');
  });

  test('too deep, too wide and too long documents are refused before anything is run', async () => {
    const deep = `{ portfolios { services ${'{ portfolio { services '.repeat(12)}{ slug }${' } }'.repeat(12)} } }`;
    const wide = `{ ${Array.from({ length: 61 }, (_, index) => `p${index}: portfolios { slug }`).join(' ')} }`;
    const long = `{ portfolios { ${'slug '.repeat(7_000)} } }`;
    const cycle = '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }';
    for (const document of [deep, wide, long, cycle]) {
      const { data, errors } = await ana.ask(document);
      expect(data ?? null).toBeNull();
      expect(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED']).toContain(errors?.[0]?.extensions.code);
    }
  });

  test('the schema is published, and everything in it is described', async () => {
    const { __schema } = await ana.get<{
      __schema: {
        types: {
          name: string;
          description: string | null;
          fields: { name: string; description: string | null }[] | null;
        }[];
      };
    }>('{ __schema { types { name description fields { name description } } } }');
    for (const { name, description, fields } of __schema.types.filter(
      (type) => !/^(__|(Query|Mutation|Subscription)$)/.test(type.name),
    )) {
      expect({ name, described: Boolean(description) }).toEqual({ name, described: true });
      for (const field of fields ?? []) expect(`${name}.${field.name}: ${field.description ?? ''}`).toMatch(/: ./);
    }
    const sdl = await (await fetch(`${portalUrl()}/schema.graphql`)).text();
    expect(sdl).toContain('type AccessRequest');
    expect(sdl).not.toMatch(/join__|_service|_entities/);
  });

  test('what makes the subgraphs one graph is no part of it', async () => {
    for (const document of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']) {
      const { errors } = await ana.ask(document);
      expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });
});
