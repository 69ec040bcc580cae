import 'reflect-metadata';
import { once } from 'node:events';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { createPubSub } from '@graphql-yoga/subscription';
import { createClient } from 'graphql-ws';
import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver, Root, Subscription } from 'type-graphql';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { ClockApart } from '../database/clock-agrees.ts';
import { DatabaseBusy, DatabaseOutcomeUnknown } from '../database/refused-wait.ts';
import { forbidden } from '../graph-errors.ts';
import type { Caller } from '../identity/caller.ts';
import { createTokenVerifier, signInternalToken } from '../identity/internal-token.ts';
import { connectionOf, pageOf } from '../lists/connection.ts';
import { createLogger } from '../logger.ts';
import { operationSignal } from '../operation-signal.ts';
import type { Running } from '../running.ts';
import { buildSubgraph } from '../subgraph/build-subgraph.ts';
import { type AskGraph, createGraphClient, createTestKeys, type TestKeys, testPerson } from '../testing.ts';
import { currentTraceId } from '../trace.ts';
import { ANSWER_BY, clocksApart } from './answer-by.ts';
import { serveSubgraph } from './serve-subgraph.ts';

interface TestContext {
  caller: Caller;
  made: number;
}

@ObjectType()
class Thing {
  @Field(() => Int)
  size!: number;

  @Field(() => Date)
  at!: Date;
}

const ThingConnection = connectionOf(Thing);
const pubSub = createPubSub<{ changed: [number] }>();
let finishSlow = Promise.withResolvers<string>();
let slowBegan = Promise.withResolvers<void>();
let slowSignal: AbortSignal | undefined;
let contextsMade = 0;
let contextFails = false;

@Resolver()
class TestResolver {
  @Query(() => String)
  me(@Ctx() { caller }: TestContext): string {
    return caller.kind === 'person' ? caller.name : caller.kind;
  }

  @Query(() => String)
  trace(): string {
    return currentTraceId() ?? 'none';
  }

  @Query(() => String)
  fails(@Arg('cpf', () => String, { nullable: true }) cpf: string | undefined): string {
    throw new Error(`select * from person where cpf = ${cpf}`);
  }

  @Query(() => String)
  refuses(): string {
    throw forbidden();
  }

  @Query(() => String)
  waits(@Arg('in', () => String) how: string): string {
    throw how === 'vain' ? new DatabaseBusy('waited too long') : new DatabaseOutcomeUnknown('no answer');
  }

  @Query(() => String)
  slow(): Promise<string> {
    slowSignal = operationSignal();
    slowBegan.resolve();
    return finishSlow.promise;
  }

  @Query(() => ThingConnection)
  things() {
    const rows = [{ size: 1, at: new Date('2026-11-24T17:32:00Z') }];
    return pageOf({ rows, size: 1, after: null, cursorOf: ({ size }) => String(size), countAll: () => 7 });
  }

  @Subscription(() => String, { topics: 'changed' })
  changed(@Root() change: number, @Ctx() { caller, made }: TestContext): string {
    return `${change} for ${caller.kind === 'person' ? caller.name : caller.kind} in context ${made}`;
  }

  @Subscription(() => Int, {
    subscribe: async () => {
      await beginHanging.promise;
      return { ...neverTelling(), [Symbol.asyncIterator]: neverTelling };
    },
  })
  hanging(): number {
    return 1;
  }

  @Subscription(() => Int, { topics: 'changed' })
  failing(@Root() change: number): number {
    throw new Error(`broken by ${change}`);
  }
}

let beginHanging: PromiseWithResolvers<void>;
let hangingEnded: PromiseWithResolvers<void>;

function neverTelling(): AsyncIterator<number> {
  return {
    next: () => new Promise(() => {}),
    async return() {
      hangingEnded.resolve();
      return { done: true, value: undefined };
    },
  };
}

const logger = createLogger('test');
let keys: TestKeys;
let service: Running;
let ask: AskGraph;
let ready: () => Promise<void>;
const logged: unknown[] = [];

beforeEach(async () => {
  keys = await createTestKeys();
  ready = async () => {};
  finishSlow = Promise.withResolvers();
  slowBegan = Promise.withResolvers();
  beginHanging = Promise.withResolvers();
  hangingEnded = Promise.withResolvers();
  contextsMade = 0;
  logged.length = 0;
  logger.level = 'error';
  vi.spyOn(logger, 'error').mockImplementation((entry: unknown) => void logged.push(entry));
  const { schema } = await buildSubgraph({ resolvers: [TestResolver], pubSub });
  service = await serveSubgraph<TestContext>({
    schema,
    port: 0,
    verifyToken: createTokenVerifier(keys.jwks, 'credentials'),
    createContext: (caller) => {
      if (contextFails) throw new Error('no context');
      return { caller, made: ++contextsMade };
    },
    ready: () => ready(),
    routes: (app) => {
      app.get('/internal/fails', () => {
        throw new Error('broken');
      });
    },
    logger,
  });
  ask = createGraphClient(service.url, 'credentials', keys.gateway);
});
afterEach(async () => {
  finishSlow.resolve('at last');
  await service[Symbol.asyncDispose]();
  vi.restoreAllMocks();
});

function tokenOf(caller: Caller): Promise<string> {
  return signInternalToken(keys.gateway, 'credentials', caller);
}

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

describe('over HTTP', () => {
  test('the caller is whom the token names', async () => {
    expect((await ask('{ me }', {}, testPerson({ name: 'Bruno' }))).data).toEqual({ me: 'Bruno' });
    expect((await ask('{ me }')).data).toEqual({ me: 'anonymous' });
  });

  test('without a good token everything is 401, before anything else is looked at', async () => {
    for (const headers of [
      {},
      { authorization: 'Bearer x' },
      { authorization: `Basic ${await tokenOf(testPerson())}` },
    ]) {
      const response = await post('not even json', headers as Record<string, string>);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
  });

  test('what we did wrong is INTERNAL with the trace id that the log has, and nothing more', async () => {
    const token = await tokenOf(testPerson());
    const response = await post(JSON.stringify({ query: '{ fails(cpf: "52998224725") }' }), {
      authorization: `Bearer ${token}`,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    });
    const { errors } = (await response.json()) as { errors: unknown };
    expect(errors).toEqual([
      {
        message: 'Algo deu errado do nosso lado. Tente de novo em instantes.',
        path: ['fails'],
        extensions: { code: 'INTERNAL', traceId: '0af7651916cd43dd8448eb211c80319c' },
      },
    ]);
    expect(logged).toEqual([{ err: expect.any(Error), traceId: '0af7651916cd43dd8448eb211c80319c', path: 'fails' }]);
  });

  test('what a program did wrong passes with its code', async () => {
    const codeOf = async (query: string, variables?: object) =>
      (await ask(query, variables)).errors?.map(({ extensions }) => extensions.code);
    expect(await codeOf('{ refuses }')).toEqual(['FORBIDDEN']);
    expect(await codeOf('{ nothing }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(await codeOf('{')).toEqual(['GRAPHQL_PARSE_FAILED']);
    expect(await codeOf('query ($cpf: String) { fails(cpf: $cpf) }', { cpf: 1 })).toEqual(['BAD_USER_INPUT']);
    expect(logged).toEqual([]);
  });

  test('a list tells its page, and its whole when asked', async () => {
    const { data } = await ask('{ things { totalCount pageInfo { endCursor } edges { cursor node { size at } } } }');
    expect(data).toEqual({
      things: {
        totalCount: 7,
        pageInfo: { endCursor: '1' },
        edges: [{ cursor: '1', node: { size: 1, at: '2026-11-24T17:32:00.000Z' } }],
      },
    });
  });

  test('a body that cannot be read or is too large is problem+json', async () => {
    const authorization = `Bearer ${await tokenOf(testPerson())}`;
    const unreadable = await post('{', { authorization });
    expect([unreadable.status, unreadable.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    const large = await post(JSON.stringify({ query: 'x'.repeat(5 * 1024 * 1024) }), { authorization });
    expect(large.status).toBe(413);
  });

  test('a route that breaks is problem+json with the trace id', async () => {
    const response = await fetch(`${service.url}/internal/fails`);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ code: 'INTERNAL', status: 500 });
    expect(logged).toHaveLength(1);
  });
});

describe('nobody waits for ever', () => {
  test('what waited in vain is UNAVAILABLE and may be sent again, what nobody knows of is OUTCOME_UNKNOWN', async () => {
    vi.spyOn(logger, 'warn').mockImplementation(() => {});
    const [vain, unknown] = [await ask('{ waits(in: "vain") }'), await ask('{ waits(in: "doubt") }')];
    expect(vain.errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfter: 2 });
    expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });

  async function askSlowly(headers: Record<string, string>, signal?: AbortSignal): Promise<Response> {
    const authorization = `Bearer ${await tokenOf(testPerson())}`;
    return fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, ...headers },
      body: JSON.stringify({ query: '{ slow }' }),
      ...(signal && { signal }),
    });
  }

  test('an operation is given up once its caller has left', async () => {
    const leaves = new AbortController();
    const asked = askSlowly({}, leaves.signal).catch(() => {});
    await slowBegan.promise;
    expect(slowSignal?.aborted).toBe(false);
    leaves.abort();
    await asked;
    await expect.poll(() => slowSignal?.aborted).toBe(true);
    finishSlow.resolve('late');
  });

  test('and once nobody waits for it any more, be it before it began', async () => {
    const asked = askSlowly({ [ANSWER_BY]: String(Date.now() - 1) });
    await slowBegan.promise;
    expect(slowSignal?.aborted).toBe(true);
    finishSlow.resolve('late');
    await asked;
  });

  test('what was answered in time is not given up afterwards', async () => {
    finishSlow.resolve('done');
    const answer = await askSlowly({ [ANSWER_BY]: String(Date.now() + 60_000) });
    expect(await answer.json()).toEqual({ data: { slow: 'done' } });
    expect(slowSignal?.aborted).toBe(false);
  });

  test('a clock that is apart is known by the date of an answer', () => {
    const now = Date.parse('2026-11-24T17:32:00Z');
    expect(clocksApart('Tue, 24 Nov 2026 17:33:01 GMT', now)).toBe('61 s ahead of ours');
    expect(clocksApart('Tue, 24 Nov 2026 17:30:59 GMT', now)).toBe('61 s behind ours');
    expect([clocksApart('Tue, 24 Nov 2026 17:32:03 GMT', now), clocksApart(undefined, now)]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('health and metrics need no token', () => {
  test('ready when what it stands on is', async () => {
    const statusOf = async (path: string) => (await fetch(service.url + path)).status;
    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 200]);
    ready = () => Promise.reject(new Error('no database'));
    vi.spyOn(logger, 'warn').mockImplementation(() => {});
    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503]);
  });

  test("a clock that is apart from the database server's is named", async () => {
    ready = () =>
      Promise.reject(new ClockApart('the clock of this machine is 61 s behind that of its database server'));
    vi.spyOn(logger, 'warn').mockImplementation(() => {});
    const response = await fetch(`${service.url}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: 'unavailable', reason: 'the clock of this machine is 61 s behind that of its database server' },
    ]);
  });

  test('however many ask at once whether it is ready, it looks once', async () => {
    const looked = Promise.withResolvers<void>();
    const looks = vi.fn(() => looked.promise);
    ready = looks;
    const asked = Array.from({ length: 20 }, () => fetch(`${service.url}/readyz`));
    await expect.poll(() => looks.mock.calls.length).toBeGreaterThan(0);
    // What comes before the answers was asked before it.
    await fetch(`${service.url}/healthz`);
    looked.resolve();
    for (const { status } of await Promise.all(asked)) expect(status).toBe(200);
    expect(looks.mock.calls.length).toBeLessThan(20);
    await fetch(`${service.url}/readyz`);
    expect(looks.mock.calls.length).toBeGreaterThan(1);
  });

  test('operations are counted by name and outcome, never by what was asked', async () => {
    await ask('query Secret($cpf: String) { fails(cpf: $cpf) }', { cpf: '52998224725' });
    await ask('query Mine { me }');
    await ask('{ refuses }');
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('graphql_operations_total{operation="Secret",type="query",outcome="internal"} 1');
    expect(metrics).toContain('graphql_operations_total{operation="Mine",type="query",outcome="ok"} 1');
    expect(metrics).toContain('graphql_operations_total{operation="anonymous",type="query",outcome="refused"} 1');
    expect(metrics).toContain('graphql_operation_duration_seconds_count{operation="Mine",type="query"} 1');
    expect(metrics).not.toContain('52998224725');
  });
});

describe('over a WebSocket', () => {
  let client: ReturnType<typeof createClient>;
  let closed: Promise<{ code: number }>;

  beforeEach(() => {
    const over = Promise.withResolvers<{ code: number }>();
    closed = over.promise;
    client = createClient({
      url: `${service.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: false,
      onNonLazyError: () => {},
      on: { closed: (event) => over.resolve(event as { code: number }) },
    });
    return () => client.dispose();
  });

  function subscribe(query: string, internalToken: string | undefined) {
    return client.iterate({ query, extensions: { internalToken } });
  }

  /** Publishes until somebody listens: a subscription has no answer to its beginning. */
  async function nextOf(events: AsyncIterator<unknown>, change: number): Promise<unknown> {
    const next = events.next();
    let answered = false;
    void next.finally(() => {
      answered = true;
    });
    while (!answered) {
      pubSub.publish('changed', change);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return (await next).value;
  }

  test('two people on one connection each have their own context, new for every event', async () => {
    const ana = subscribe('subscription { changed }', await tokenOf(testPerson({ name: 'Ana' })));
    const bruno = subscribe('subscription { changed }', await tokenOf(testPerson({ name: 'Bruno' })));
    expect(await nextOf(ana, 1)).toMatchObject({
      data: { changed: expect.stringMatching(/^1 for Ana in context \d+$/) },
    });
    expect(await nextOf(bruno, 2)).toMatchObject({
      data: { changed: expect.stringMatching(/ for Bruno in context \d+$/) },
    });
    const contexts = new Set<unknown>();
    for (let change = 3; change < 6; change++) contexts.add(await nextOf(bruno, change));
    expect(contexts.size).toBe(3);
  });

  test.each([undefined, 'x'])('an operation without a good token is refused, not as a person is: %j', async (token) => {
    await expect(subscribe('subscription { changed }', token).next()).rejects.toMatchObject([
      { extensions: { code: 'INTERNAL' } },
    ]);
  });

  test('an event that cannot be completed is the last, so that nobody loses it unawares', async () => {
    const failing = subscribe('subscription { failing }', await tokenOf(testPerson()));
    expect(await nextOf(failing, 7)).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL' } }] });
    expect(await failing.next()).toEqual({ done: true, value: undefined });
  });

  test('what does not begin is answered, and ended once it begins after all', async () => {
    const hanging = subscribe('subscription { hanging }', await tokenOf(testPerson()));
    expect((await hanging.next()).value).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
    beginHanging.resolve();
    await hangingEnded.promise;
  });

  test.each([
    'subscription ($on: Boolean = true) { changed @include(if: $on) }',
    'subscription { changed @skip(if: true) }',
    'subscription { ... @skip(if: true) { changed } }',
    'subscription { ...Root } fragment Root on Subscription { changed @include(if: false) }',
  ])('a subscription listens whatever its variables say: %s', async (query) => {
    await expect(subscribe(query, await tokenOf(testPerson())).next()).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
  });

  test('queries are answered too, and errors are masked', async () => {
    const token = await tokenOf(testPerson());
    expect((await subscribe('{ me }', token).next()).value).toEqual({ data: { me: 'Ana Integradora' } });
    expect((await subscribe('{ fails }', token).next()).value).toMatchObject({
      errors: [{ path: ['fails'], extensions: { code: 'INTERNAL', traceId: expect.any(String) } }],
    });
    await expect(subscribe('{ nothing }', token).next()).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    expect(await nextOf(subscribe('subscription { failing }', token), 7)).toMatchObject({
      errors: [{ extensions: { code: 'INTERNAL' } }],
    });
    expect(JSON.stringify(logged)).not.toContain('select');
  });

  test('a context that cannot be made fails its operation, and leaves the connection to the others', async () => {
    const token = await tokenOf(testPerson());
    contextFails = true;
    expect((await subscribe('subscription { changed }', token).next()).value).toMatchObject({
      errors: [{ extensions: { code: 'INTERNAL' } }],
    });
    contextFails = false;
    expect((await subscribe('{ me }', token).next()).value).toEqual({ data: { me: 'Ana Integradora' } });
  });

  test('a service that stops closes its sockets with 1001', async () => {
    await nextOf(subscribe('subscription { changed }', await tokenOf(testPerson())), 1);
    await service[Symbol.asyncDispose]();
    expect(await closed).toMatchObject({ code: 1001 });
  });
});

describe('stopping', () => {
  test('what is under way ends, and meanwhile the service is not ready', async () => {
    const slow = ask('{ slow }');
    await slowBegan.promise;
    const stopped = service[Symbol.asyncDispose]();
    const readiness = await fetch(`${service.url}/readyz`);
    expect(readiness.status).toBe(503);
    finishSlow.resolve('done');
    expect((await slow).data).toEqual({ slow: 'done' });
    await stopped;
    await expect(fetch(`${service.url}/healthz`)).rejects.toThrow();
  });

  test('a connection that is kept alive does not hold it up', async () => {
    const kept = request(`${service.url}/healthz`, { headers: { connection: 'keep-alive' } }).end();
    const [response] = await once(kept, 'response');
    // Whoever asks over it closes it first: what is sent as it is closed is lost.
    expect(response.headers['keep-alive']).toBe('timeout=30');
    response.resume();
    await once(response, 'end');
    await service[Symbol.asyncDispose]();
  });

  test('it listens on this machine alone, or where it is told to', async () => {
    const { port } = new URL(service.url);
    await expect(fetch(`http://[::1]:${port}/healthz`)).rejects.toThrow();
    const { schema } = await buildSubgraph({ resolvers: [TestResolver], pubSub });
    await using open = await serveSubgraph({
      schema,
      port: 0,
      address: '0.0.0.0',
      verifyToken: createTokenVerifier(keys.jwks, 'credentials'),
      createContext: (caller) => ({ caller }),
      ready: async () => {},
      logger,
    });
    const [other = '127.0.0.1'] = addressesOfThisMachine();
    expect((await fetch(`http://${other}:${new URL(open.url).port}/healthz`)).status).toBe(200);
  });

  test('a taken port is an error that says so', async () => {
    const port = Number(new URL(service.url).port);
    const { schema } = await buildSubgraph({ resolvers: [TestResolver], pubSub });
    const second = serveSubgraph({
      schema,
      port,
      verifyToken: createTokenVerifier(keys.jwks, 'credentials'),
      createContext: (caller) => ({ caller }),
      ready: async () => {},
      logger,
    });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  });
});

/** By which other machines reach this one. */
function addressesOfThisMachine(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
}
