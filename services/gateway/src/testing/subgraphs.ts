import { setTimeout as pause } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphContext, type Running, requirePerson, serveSubgraph, type TokenVerifier } from '@portal/service-kit';
import type { Audience, Caller } from '@portal/service-kit/identity';
import { createLogger } from '@portal/service-kit/process';
import { composeServices } from '@theguild/federation-composition';
import type { Express } from 'express';
import { GraphQLError, parse } from 'graphql';
import { OWN_SDL } from '../graph/own-sdl.ts';
import { Ticks } from './ticks.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requiresScopes", "@cost", "@listSize"])`;
const READ = '@requiresScopes(scopes: [["catalogue:read"]])';
const ANYONE = '@requiresScopes(scopes: [["anyone"]])';
const SESSION = '@requiresScopes(scopes: [["session"]])';
const INHERITED = '@requiresScopes(scopes: [["inherited"]])';

const CATALOGUE = `${LINK}
type Query {
  portfolios: [Portfolio!]! @listSize(assumedSize: 10) ${READ}
  portfolio(slug: String!): Portfolio ${READ}
  broken: String ${SESSION}
  refused(code: String!): String ${SESSION}
}
type Portfolio @key(fields: "slug") ${READ} { slug: String!, name: String! }`;

const CREDENTIALS = `${LINK}
type Query {
  viewer: Viewer ${ANYONE}
  request(id: ID!): Request ${SESSION}
  requests(first: Int = 20): [Request!]! @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false) ${SESSION}
  changesCursor: String! @cost(weight: 1) @requiresScopes(scopes: [["requests:read"], ["credentials:read"]])
}
type Viewer ${ANYONE} { id: ID!, name: String!, email: String, roles: [String!]!, level: String! }
type Request @key(fields: "id") ${INHERITED} { id: ID!, owner: String!, portfolio: Portfolio!, again: Request! }
type Portfolio @key(fields: "slug", resolvable: false) { slug: String! }
type Mutation { rename(id: ID!, owner: String!): Request ${SESSION} }
type Change ${INHERITED} { cursor: String!, request: Request! }
type Tick ${INHERITED} { place: Int!, seenBy: String!, portfolio: Portfolio! }
type Subscription {
  tick(after: Int): Tick! ${SESSION}
  mine(after: String): Change! ${SESSION}
  flood(count: Int!, size: Int!): String! ${SESSION}
  refusedLine: Change! ${SESSION}
}`;

const HOMOLOGATION = `${LINK}
type Query { documentKinds: [String!] @cost(weight: 1) ${ANYONE} }`;

/** What a test makes happen behind the gateway. */
export interface TestSubgraphs extends AsyncDisposable {
  catalogue: Running;
  credentials: Running;
  homologation: Running;
  /** Sends a change to whom it belongs, to every subscription of theirs. */
  announce(owner: string): void;
  /** Sends one that cannot be completed. */
  announceBroken(owner: string): void;
  /** Something happens that everybody may be told of. */
  tick(): void;
  /** How many subscriptions to that stand. */
  readonly ticking: number;
  /** How many subscriptions stand. */
  readonly subscribed: number;
  /** Who asked, in the order of asking. */
  readonly callers: Caller[];
  readonly flood: Readonly<Flood>;
}

/** The last subscription to `flood`. */
interface Flood {
  sent: number;
  flowing: boolean;
}

interface Subscriber {
  owner: string;
  push: (change: object) => void;
}

/** Three small subgraphs, served like the real ones: with internal tokens, over HTTP and WebSocket. */
export async function startTestSubgraphs(
  verifiers: Record<Audience, TokenVerifier>,
  routes?: (app: Express) => void,
  homologationRoutes?: (app: Express) => void,
): Promise<TestSubgraphs> {
  const subscribers = new Set<Subscriber>();
  const callers: Caller[] = [];
  const flood: Flood = { sent: 0, flowing: false };
  const ticks = new Ticks();
  const createContext = (caller: Caller, { traceId }: { traceId: string }) => {
    callers.push(caller);
    return { caller, traceId } as GraphContext;
  };
  const ready = async () => {};
  const logger = createLogger('test-subgraph');
  const catalogue = await serveSubgraph({
    schema: buildSubgraphSchema([{ typeDefs: parse(CATALOGUE), resolvers: catalogueResolvers }]),
    port: 0,
    verifyToken: verifiers.catalogue,
    createContext,
    ready,
    logger,
  });
  const credentials = await serveSubgraph({
    schema: buildSubgraphSchema([
      { typeDefs: parse(CREDENTIALS), resolvers: credentialsResolvers(subscribers, flood, ticks) },
    ]),
    port: 0,
    verifyToken: verifiers.credentials,
    createContext,
    ready,
    ...(routes && { routes }),
    logger,
  });
  const homologation = await serveSubgraph({
    schema: buildSubgraphSchema([
      { typeDefs: parse(HOMOLOGATION), resolvers: { Query: { documentKinds: () => ['RIA-R'] } } },
    ]),
    port: 0,
    verifyToken: verifiers.homologation,
    createContext,
    ready,
    ...(homologationRoutes && { routes: homologationRoutes }),
    logger,
  });
  let sent = 0;
  return {
    catalogue,
    credentials,
    homologation,
    callers,
    flood,
    tick: () => ticks.tick(),
    get ticking() {
      return ticks.streams;
    },
    get subscribed() {
      return subscribers.size;
    },
    announce(owner) {
      sent += 1;
      for (const subscriber of subscribers) {
        if (subscriber.owner === owner) subscriber.push({ cursor: String(sent), request: requestOf('1', owner) });
      }
    },
    announceBroken(owner) {
      for (const subscriber of subscribers) {
        if (subscriber.owner === owner) subscriber.push({ cursor: 'x', request: null });
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([catalogue, credentials, homologation].map((running) => running[Symbol.asyncDispose]()));
    },
  };
}

/** The supergraph of the three and the gateway's own fields, composed as the real one is. */
export function composeTestSupergraph(): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'catalogue', url: 'http://catalogue', typeDefs: parse(CATALOGUE) },
    { name: 'credentials', url: 'http://credentials', typeDefs: parse(CREDENTIALS) },
    { name: 'homologation', url: 'http://homologation', typeDefs: parse(HOMOLOGATION) },
    { name: 'gateway', url: 'http://gateway', typeDefs: parse(OWN_SDL) },
  ]);
  if (!supergraphSdl) throw new AggregateError(errors ?? []);
  return supergraphSdl;
}

const portfolioOf = (slug: string) => ({ slug, name: `Portfólio ${slug}` });
const requestOf = (id: string, owner: string) => ({ id, owner, portfolio: { slug: 'rnds' } });

const catalogueResolvers = {
  Query: {
    portfolios: () => ['rnds', 'cnes'].map(portfolioOf),
    portfolio: (_root: unknown, { slug }: { slug: string }) => (slug === 'none' ? null : portfolioOf(slug)),
    broken: () => {
      throw new Error('a secret of the database');
    },
    refused: (_root: unknown, { code }: { code: string }) => {
      throw new GraphQLError('refused', { extensions: { code, leaked: 'a detail' } });
    },
  },
  Portfolio: { __resolveReference: ({ slug }: { slug: string }) => portfolioOf(slug) },
};

function credentialsResolvers(subscribers: Set<Subscriber>, flood: Flood, ticks: Ticks) {
  let lists = 0;
  return {
    Query: {
      viewer: (_root: unknown, _args: unknown, { caller }: GraphContext) =>
        caller.kind === 'person' ? { ...caller, level: caller.assuranceLevel } : null,
      request: (_root: unknown, { id }: { id: string }, { caller }: GraphContext) =>
        requestOf(id, requirePerson(caller).name),
      requests: (_root: unknown, { first }: { first: number }) => {
        lists += 1;
        return Array.from({ length: first }, (_, index) => requestOf(String(index), 'all'));
      },
      // Takes its time, and says how many lists were read before.
      changesCursor: async () => {
        await pause(20);
        return String(lists);
      },
    },
    Mutation: {
      rename: (_root: unknown, { id, owner }: { id: string; owner: string }) => requestOf(id, owner),
    },
    Request: {
      __resolveReference: ({ id }: { id: string }) => requestOf(id, 'all'),
      again: (request: object) => request,
    },
    Tick: {
      seenBy: (_root: unknown, _args: unknown, { caller }: GraphContext) => requirePerson(caller).name,
      portfolio: () => ({ slug: 'rnds' }),
    },
    Subscription: {
      tick: {
        subscribe: (_root: unknown, { after }: { after?: number | null }, { caller }: GraphContext) => {
          requirePerson(caller);
          return ticks.follow(after ?? null);
        },
      },
      mine: {
        subscribe: (_root: unknown, _args: unknown, { caller }: GraphContext) =>
          changesOf(requirePerson(caller).name, subscribers),
      },
      refusedLine: {
        subscribe: () => {
          throw new GraphQLError('unknown', { extensions: { code: 'NOT_FOUND' } });
        },
      },
      flood: {
        async *subscribe(_root: unknown, { count, size }: { count: number; size: number }) {
          flood.sent = 0;
          flood.flowing = true;
          try {
            for (; flood.sent < count; flood.sent++) yield { flood: 'x'.repeat(size) };
          } finally {
            flood.flowing = false;
          }
        },
      },
    },
  };
}

function changesOf(owner: string, subscribers: Set<Subscriber>): AsyncIterableIterator<object> {
  const waiting: object[] = [];
  let wake = () => {};
  let ended = false;
  const subscriber = {
    owner,
    push: (change: object) => {
      waiting.push({ mine: change });
      wake();
    },
  };
  subscribers.add(subscriber);
  return {
    async next() {
      while (waiting.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      const value = waiting.shift();
      return value ? { value, done: false } : { value: undefined, done: true };
    },
    async return() {
      ended = true;
      subscribers.delete(subscriber);
      wake();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
