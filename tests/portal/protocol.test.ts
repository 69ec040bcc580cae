import { serverAudits } from 'graphql-http';
import { beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { act, newDraft, pick } from './arrange.ts';
import { Person, portalUrl, reviewerUrl } from './person.ts';

let ana: Person;
beforeAll(async () => {
  ana = await Person.signIn('ana');
});

const graphql = (search: string) => `${portalUrl()}/graphql?${search}`;
const query = (text: string) => `query=${encodeURIComponent(text)}`;

describe('GraphQL over HTTP', () => {
  // A client that takes application/json alone is told of a wrong document with 400 and not 200: so its HTTP tools see it too.
  const STRICTER = ['572B', 'FDE2', '7B9B'];
  const audits = serverAudits({ url: () => `${portalUrl()}/graphql`, fetchFn: fetch });

  test.for(audits.filter(({ id }) => !STRICTER.includes(id)))('$id $name', async (audit) => {
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

/** A WebSocket that speaks as it is told to. */
class RawSocket implements Disposable {
  readonly received: { type: string; id?: string; payload?: unknown }[] = [];
  readonly opened: Promise<unknown>;
  readonly closed: Promise<number>;
  private readonly socket: WebSocket;
  private readonly waiting = new Set<() => void>();

  constructor(protocols: string[] = ['graphql-transport-ws'], headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`${portalUrl().replace('http', 'ws')}/graphql`, protocols, { headers });
    this.opened = new Promise((resolve) => this.socket.once('open', resolve));
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
    this.socket.on('error', () => {});
    this.socket.on('message', (data) => {
      this.received.push(JSON.parse(String(data)));
      for (const look of this.waiting) look();
    });
  }

  /** One that is past its handshake. */
  static async ready(headers: Record<string, string> = {}): Promise<RawSocket> {
    const raw = new RawSocket(undefined, headers);
    await raw.opened;
    raw.send({ type: 'connection_init' });
    await raw.next('connection_ack');
    return raw;
  }

  send(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  next(type: string, id?: string): Promise<unknown> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.received.find((message) => message.type === type && (id === undefined || message.id === id));
        if (!found) return;
        this.waiting.delete(look);
        resolve(found.payload);
      };
      this.waiting.add(look);
      look();
    });
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}

describe('GraphQL over WebSocket', () => {
  const LISTEN = { query: 'subscription { accessRequestChanged { cursor } }' };
  const session = () => ({ cookie: ana.cookie(), origin: portalUrl() });

  test('queries, mutations and subscriptions on one connection; ping is answered', async () => {
    using raw = await RawSocket.ready(session());
    raw.send({ type: 'ping', payload: { n: 1 } });
    await raw.next('pong');
    raw.send({ type: 'subscribe', id: 'q', payload: { query: '{ viewer { name } }' } });
    expect(await raw.next('next', 'q')).toMatchObject({ data: { viewer: { name: expect.stringMatching(/^Ana/) } } });
    await raw.next('complete', 'q');
    raw.send({ type: 'subscribe', id: 's', payload: LISTEN });
    raw.send({ type: 'subscribe', id: 'c', payload: { query: '{ changesCursor }' } });
    await raw.next('next', 'c');
    raw.send({ type: 'complete', id: 's' });
    raw.send({
      type: 'subscribe',
      id: 'm',
      payload: { query: 'mutation { submitAccessRequest(id: "nada", version: 1) { problems { code } } }' },
    });
    expect(await raw.next('next', 'm')).toEqual({
      data: { submitAccessRequest: { problems: [{ code: 'NOT_FOUND' }] } },
    });
  });

  test.for<[string, string | object]>([
    ['no JSON', 'nada'],
    ['a number', '42'],
    ['null', 'null'],
    ['no type', {}],
    ['an unknown type', { type: 'nada' }],
    ['an old protocol’s type', { type: 'start', id: '1', payload: LISTEN }],
    ['a subscribe without id', { type: 'subscribe', payload: LISTEN }],
    ['a subscribe without query', { type: 'subscribe', id: '1', payload: {} }],
    ['an empty id', { type: 'subscribe', id: '', payload: LISTEN }],
  ])('a message that is %s closes with 4400', async ([, message]) => {
    using raw = await RawSocket.ready();
    raw.send(message);
    expect(await raw.closed).toBe(4400);
  });

  test('an operation before the handshake closes with 4401', async () => {
    using raw = new RawSocket();
    await raw.opened;
    raw.send({ type: 'subscribe', id: '1', payload: LISTEN });
    expect(await raw.closed).toBe(4401);
  });

  test('no protocol closes with 4406', async () => {
    using raw = new RawSocket([]);
    expect(await raw.closed).toBe(4406);
  });

  test('no handshake in time closes with 4408', async () => {
    using raw = new RawSocket();
    expect(await raw.closed).toBe(4408);
  });

  test('an id that is in use closes with 4409', async () => {
    using raw = await RawSocket.ready(session());
    for (let time = 0; time < 2; time++) raw.send({ type: 'subscribe', id: '1', payload: LISTEN });
    expect(await raw.closed).toBe(4409);
  });

  test('a second handshake closes with 4429', async () => {
    using raw = await RawSocket.ready();
    raw.send({ type: 'connection_init' });
    expect(await raw.closed).toBe(4429);
  });

  test('a message of more than a megabyte closes with 1009', async () => {
    using raw = await RawSocket.ready();
    raw.send({ type: 'subscribe', id: '1', payload: { query: '{ viewer { id } }', pad: 'x'.repeat(1_100_000) } });
    expect(await raw.closed).toBe(1009);
  });

  test('a wrong document is an error of that operation alone', async () => {
    using raw = await RawSocket.ready(session());
    raw.send({ type: 'subscribe', id: '1', payload: { query: '{ nada }' } });
    expect(await raw.next('error', '1')).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    raw.send({ type: 'subscribe', id: '2', payload: { query: '{' } });
    expect(await raw.next('error', '2')).toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
    const answerTo = async (id: string, payload: object) => {
      raw.send({ type: 'subscribe', id, payload });
      return JSON.stringify(await Promise.race([raw.next('error', id), raw.next('next', id)]));
    };
    const list = 'query ($n: Int!) { accessRequests(first: $n) { totalCount } }';
    expect(await answerTo('3', { query: list })).toContain('BAD_USER_INPUT');
    expect(await answerTo('4', { query: list, variables: { n: 'x' } })).toContain('BAD_USER_INPUT');
    const line = 'subscription ($id: ID!) { accessRequestChanged(id: $id) { cursor } }';
    expect(await answerTo('5', { query: line })).toContain('BAD_USER_INPUT');
    const two = 'query a { viewer { id } } query b { viewer { id } }';
    expect(await answerTo('6', { query: two })).toContain('OPERATION_RESOLUTION_FAILURE');
    expect(await answerTo('7', { query: two, operationName: 'c' })).toContain('OPERATION_RESOLUTION_FAILURE');
    expect(await answerTo('8', { query: two, operationName: 'b' })).toContain('viewer');
  });

  test('who somebody is comes with the upgrade alone, never with what is sent later', async () => {
    using raw = new RawSocket();
    await raw.opened;
    raw.send({
      type: 'connection_init',
      payload: { cookie: ana.cookie(), internalToken: 'x' },
    });
    await raw.next('connection_ack');
    const extensions = { internalToken: 'x', cookie: ana.cookie() };
    raw.send({ type: 'subscribe', id: '1', payload: { query: '{ viewer { name } }', extensions } });
    expect(await raw.next('next', '1')).toEqual({ data: { viewer: null } });
  });

  test('with a session needs the Origin of the portal', async () => {
    const foreign: Record<string, string>[] = [
      { cookie: ana.cookie() },
      { cookie: ana.cookie(), origin: 'http://evil.example' },
      { cookie: ana.cookie(), origin: reviewerUrl() },
    ];
    for (const headers of foreign) {
      using raw = new RawSocket(undefined, headers);
      expect(await raw.closed).toBe(1006);
    }
  });
});

describe('beside GraphQL', () => {
  test('/healthz, /readyz and /metrics answer without a session', async () => {
    for (const origin of [portalUrl(), reviewerUrl()]) {
      expect((await fetch(`${origin}/healthz`)).status).toBe(200);
      expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    }
    const metrics = await fetch(`${portalUrl()}/metrics`);
    expect(metrics.status).toBe(200);
    const text = await metrics.text();
    expect(text).toMatch(/^# TYPE \w+/m);
    expect(text).not.toMatch(/Ana |@exemplo|pds_/);
  });

  test('what is inside stays inside', async () => {
    for (const path of ['/internal/evidence?accessRequest=x', '/internal/certificate', '/internal']) {
      const response = await ana.fetch(path, { method: 'POST' });
      expect([400, 403, 404, 405]).toContain(response.status);
    }
  });

  test('both doors answer alike, each with a session of its own', async () => {
    const clara = await Person.signIn('clara', reviewerUrl());
    expect(await clara.get('{ viewer { roles } }')).toEqual({
      viewer: { roles: expect.arrayContaining(['REVIEWER']) },
    });
    await clara.get('{ reviewQueue { totalCount } }');
    const other = await fetch(graphql(query('{ viewer { name } }')), { headers: { cookie: clara.cookie() } });
    expect(await other.json()).toEqual({ data: { viewer: null } });
  });

  test('a sign-in keeps to itself where it may lead', async () => {
    for (const to of ['http://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const person = Person.anonymous();
      const end = await person.follow(`/login?as=ana&returnTo=${encodeURIComponent(to)}`);
      expect(new URL(end).origin).toBe(portalUrl());
    }
  });
});
