import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, GraphQLError, graphql } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

const schema = buildSchema(`
  type Query { viewer: Viewer, changesCursor: String }
  enum MessageSide { INTEGRATOR, REVIEWERS }
  type Viewer {
    id: ID!, name: String!, email: String, roles: [String!]!, assuranceLevel: String!, permissions: [String!]!
    unreadNoticeCount(side: MessageSide!): Int
  }
  type Change { cursor: String! }
  type Subscription { changed(after: String): Change! }
`);

/** What a subscription is told: a change, the end of the stream, or an error instead of one. */
type Step = { cursor: string } | 'complete';

/** A graph that a test holds in its hand: who is signed in, what is told, when the line breaks. */
export interface LiveServer extends AsyncDisposable {
  url: string;
  /** Null: nobody is signed in. */
  viewer: { id: string; name: string } | null;
  changesCursor: string;
  /** Answers every operation over HTTP with this. */
  answerInstead: object | undefined;
  /** `after` of every subscription that came, in order. */
  readonly afters: (string | null | undefined)[];
  /** Refuses the next subscription with this code. */
  refuseNext(code: string): void;
  /** Sends to every open subscription. */
  tell(step: Step): void;
  /** Closes every connection; without a code, as a lost network does. */
  drop(code?: number): void;
  /** Resolves when that many subscriptions have come. */
  subscriptions(count: number): Promise<void>;
}

export async function startLiveServer(): Promise<LiveServer> {
  const open = new Set<(step: Step) => void>();
  const waiting: { count: number; resolve: () => void }[] = [];
  let refusal: string | undefined;

  const http = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { query } = JSON.parse(body) as { query: string };
    const result = server.answerInstead ?? (await graphql({ schema, source: query, rootValue: root() }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  });
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });

  function root() {
    const nobodySpecial = { email: null, roles: ['INTEGRATOR'], assuranceLevel: 'GOLD', permissions: [] };
    const person = server.viewer && { ...nobodySpecial, ...server.viewer };
    const changesCursor = () => {
      if (person) return server.changesCursor;
      throw new GraphQLError('Nobody is here', { extensions: { code: 'UNAUTHENTICATED', traceId: 't0' } });
    };
    return { viewer: person, changesCursor };
  }

  async function* changed({ after }: { after?: string | null }) {
    server.afters.push(after);
    const queue: Step[] = [];
    let wake = () => {};
    const hear = (step: Step) => {
      queue.push(step);
      wake();
    };
    open.add(hear);
    for (const waiter of waiting) if (server.afters.length >= waiter.count) waiter.resolve();
    try {
      while (true) {
        for (const step of queue.splice(0)) {
          if (step === 'complete') return;
          yield { changed: step };
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      open.delete(hear);
    }
  }

  function subscribeField(args: { after?: string | null }) {
    if (!refusal) return changed(args);
    const code = refusal;
    refusal = undefined;
    server.afters.push(args.after);
    throw new GraphQLError(code, { extensions: { code } });
  }

  useServer({ schema, roots: { subscription: { changed: subscribeField } } }, sockets);

  const server: LiveServer = {
    url: `http://127.0.0.1:${await listen(http)}/graphql`,
    viewer: { id: 'ana', name: 'Ana Souza' },
    changesCursor: 'c0',
    answerInstead: undefined,
    afters: [],
    refuseNext(code) {
      refusal = code;
    },
    tell(step) {
      for (const hear of [...open]) hear(step);
    },
    drop(code) {
      for (const socket of sockets.clients) code === undefined ? socket.terminate() : socket.close(code, 'closed');
    },
    subscriptions(count) {
      return new Promise((resolve) => {
        if (server.afters.length >= count) resolve();
        else waiting.push({ count, resolve });
      });
    },
    async [Symbol.asyncDispose]() {
      server.drop();
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

async function listen(http: Server): Promise<number> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return (http.address() as AddressInfo).port;
}
