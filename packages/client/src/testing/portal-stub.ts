import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { readApi } from '@portal/schema';
import { buildSchema, GraphQLError, graphql } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

/** A request as it came. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** An answer in the place of the graph's own. */
export interface Canned {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** An open subscription. */
interface Hearer {
  hear: () => void;
  ended: Promise<void>;
}

const REFUSED: Canned = {
  status: 401,
  body: { errors: [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }] },
};
const NOT_FOUND: Canned = {
  status: 200,
  body: { errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] },
};

/** A portal that a test holds in its hand: the public schema over HTTP and WebSocket, with what the test answers. */
export class PortalStub implements AsyncDisposable {
  readonly received: Received[] = [];
  /** Answers to the next HTTP requests, whatever they ask. */
  readonly next: (Canned | undefined)[] = [];
  /** What Query and Mutation answer. */
  readonly root: Record<string, unknown> = { changesCursor: 'c0' };
  /** Answers everything beside the graph. */
  other: (request: Received) => Canned = () => ({ status: 404 });
  /** The authorization of each connection_init. */
  readonly connections: unknown[] = [];
  /** Which authorization is good, over HTTP and on a WebSocket. */
  accepts: (authorization: unknown) => boolean = () => true;
  /** `after` of each subscription. */
  readonly afters: unknown[] = [];
  /** The errors of the next subscriptions. */
  readonly refusals: string[] = [];
  /** The line so far: cursors c1, c2, … */
  private told = 0;
  private readonly texts = new Map<string, string>();
  private readonly hearers = new Set<Hearer>();

  private constructor(
    private readonly http: ReturnType<typeof createServer>,
    private readonly sockets: WebSocketServer,
  ) {}

  static async start({ webSockets = true } = {}): Promise<PortalStub> {
    const schema = buildSchema(await readApi());
    const http = createServer(async (request, response) => {
      const received = { path: request.url ?? '', headers: request.headers, body: await text(request) };
      stub.received.push(received);
      const canned = stub.next.shift();
      if (canned) return send(response, canned);
      const { pathname, searchParams } = new URL(received.path, 'http://stub');
      if (pathname !== '/graphql' || request.headers.upgrade) return send(response, stub.other(received));
      if (!stub.accepts(received.headers.authorization)) return send(response, REFUSED);
      const { query, variables } = request.method === 'POST' ? JSON.parse(received.body) : stub.persisted(searchParams);
      if (query === undefined) return send(response, NOT_FOUND);
      const body = await graphql({ schema, source: query, variableValues: variables, rootValue: stub.root });
      send(response, { status: 200, body });
    });
    const sockets = webSockets
      ? new WebSocketServer({ server: http, path: '/graphql' })
      : new WebSocketServer({ noServer: true });
    const stub = new PortalStub(http, sockets);
    useServer(
      {
        schema,
        roots: { subscription: { accessRequestChanged: (args: { after?: string }) => stub.line(args) } },
        onConnect({ connectionParams }) {
          stub.connections.push(connectionParams?.authorization);
          return stub.accepts(connectionParams?.authorization);
        },
      },
      sockets,
    );
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** Adds so many changes to the line. */
  tell(count: number): void {
    this.told += count;
    for (const { hear } of [...this.hearers]) hear();
  }

  /** How many subscriptions are open. */
  get open(): number {
    return this.hearers.size;
  }

  /** Closes every connection; without a code, as a lost network does. Resolves when their subscriptions have ended. */
  async drop(code?: number): Promise<void> {
    const endings = [...this.hearers].map(({ ended }) => ended);
    for (const socket of this.sockets.clients) code === undefined ? socket.terminate() : socket.close(code, 'closed');
    await Promise.all(endings);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    void this.drop();
    this.sockets.close();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  /** A query by the hash of its text, known once it came with its text. */
  private persisted(search: URLSearchParams): { query: string | undefined; variables: object } {
    const { sha256Hash } = JSON.parse(search.get('extensions') ?? '').persistedQuery;
    const text = search.get('query');
    if (text !== null && createHash('sha256').update(text).digest('hex') === sha256Hash)
      this.texts.set(sha256Hash, text);
    return { query: this.texts.get(sha256Hash), variables: JSON.parse(search.get('variables') ?? '{}') };
  }

  private line({ after }: { after?: string }): AsyncIterableIterator<unknown> {
    this.afters.push(after);
    const code = this.refusals.shift();
    if (code) throw new GraphQLError(code, { extensions: { code, ...(code === 'RATE_LIMITED' && { retryAfter: 1 }) } });
    return this.follow(Number(after?.slice(1) ?? this.told));
  }

  /** No generator: one that waits does not hear that it is to return. */
  private follow(from: number): AsyncIterableIterator<unknown> {
    let at = from;
    let over = false;
    let wake = () => {};
    let leave = () => {};
    const ended = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const hearer = { hear: () => wake(), ended };
    this.hearers.add(hearer);
    const end = { done: true, value: undefined } as const;
    return {
      next: async () => {
        while (!over && at >= this.told) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        return over ? end : { done: false, value: { accessRequestChanged: changeAt(`c${++at}`) } };
      },
      return: async () => {
        over = true;
        this.hearers.delete(hearer);
        leave();
        wake();
        return end;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

/** A request as the graph answers with it. */
export function aRequest(changed: Record<string, unknown> = {}): Record<string, unknown> {
  const at = '2026-11-24T17:32:00.000Z';
  return {
    id: 'r1',
    protocol: '2026-0000001-0',
    environment: 'HOMOLOGATION',
    state: 'SUBMITTED',
    version: 2,
    createdAt: at,
    updatedAt: at,
    portfolio: { slug: 'rnds', name: 'RNDS' },
    services: [],
    evidence: [],
    checklist: [],
    warnings: [],
    history: [],
    allowedActions: [],
    ...changed,
  };
}

function changeAt(cursor: string): Record<string, unknown> {
  const event = { at: '2026-11-24T17:32:00.000Z', actor: 'Clara', action: 'CLAIM', to: 'IN_REVIEW', reasons: [] };
  return { cursor, event, accessRequest: aRequest() };
}

function send(response: ServerResponse, { status, headers = {}, body }: Canned): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
