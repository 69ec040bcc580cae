import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ANONYMOUS, type Caller } from '@portal/service-kit/identity';
import { refusalBehind, traceIdOf, withTrace } from '@portal/service-kit/process';
import { internalError, unauthenticated, unavailable } from '@portal/service-kit/serving';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import {
  type ConnectionInitMessage,
  type Context,
  handleProtocols,
  makeServer,
  type SubscribePayload,
} from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BearerGrant } from '../access/bearer-grant.ts';
import { LARGEST_REQUEST } from '../access/operation-limits.ts';
import { addressKey } from '../budgets/bill-requests.ts';
import type { Budgets } from '../budgets/budgets.ts';
import { callerKey } from '../budgets/caller-key.ts';
import { type Asker, askerOf, bearerOf, chosenTokenOf, type Identities, NOBODY } from '../callers/caller-of-request.ts';
import { refusalOf } from '../callers/refuse-foreign-requests.ts';
import { closeSocket } from '../connections/close-socket.ts';
import type { OpenConnections } from '../connections/open-connections.ts';
import { SESSION_OVER, type SessionSockets } from '../connections/session-sockets.ts';
import type { Admission } from '../graph/admission.ts';
import type { ContextFactory } from '../graph/contexts.ts';
import type { GatewayContext } from '../graph/gateway-context.ts';
import { type RunnableOperation, type RunParts, runOperation } from '../graph/run-operation.ts';
import type { Supergraph } from '../graph/supergraph.ts';
import type { AddressOf } from '../http/client-address.ts';
import { formatError } from '../http/error-format.ts';
import type { Listener } from '../http/listener.ts';
import { namesTwoHosts } from '../http/one-host.ts';
import { SubgraphFailure } from '../http/subgraph-failure.ts';
import { headersOfListener } from '../http/transport-security.ts';
import { logger } from '../logger.ts';
import { type ConnectionClaim, connectionClaim } from './connection-claim.ts';
import { closeWhereUnread, readsTooSlowly, tellTooSlow } from './slow-consumer.ts';
import { SocketEvents } from './socket-events.ts';
import { type Connected, speakGraphql } from './socket-protocol.ts';
import { refuseUpgrade, tooManyOperations, tooManySubscriptions } from './socket-refusals.ts';

/** What GraphQL over WebSocket needs. */
export interface GraphqlWebSocketParts extends RunParts {
  supergraph: Supergraph;
  identities: Identities;
  sockets: SessionSockets;
  openConnections: OpenConnections;
  addressOf: AddressOf;
  budgets: Budgets;
  createContext: ContextFactory;
  admission: Admission;
}

/** The WebSockets of all listeners. */
export interface GraphqlWebSockets extends AsyncDisposable {
  /** Answers an upgrade at one listener. */
  upgrade(listener: Listener, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
}

const INIT_WITHIN_MS = 10_000;
const GOING_AWAY = 1001;
const SERVICE_RESTART = 1012;
/** The one path of the listener at which there is a WebSocket. */
const GRAPHQL_PATH = /^\/graphql\/?(\?|$)/;

interface Connection {
  /** Neither for somebody who is not signed in; a token that came with connection_init takes the session's place. */
  sessionId?: string;
  findGrant?: () => Promise<BearerGrant | undefined>;
}

interface Identified {
  caller: Caller;
  grant?: BearerGrant;
}

interface Operation extends ExecutionArgs, RunnableOperation {}

type SocketContext = Context<ConnectionInitMessage['payload'], Connected>;

/** Serves graphql-transport-ws. Who the caller is comes with the upgrade's cookie or a token, and is looked at for each operation. */
export function serveGraphqlWebSockets(parts: GraphqlWebSocketParts): GraphqlWebSockets {
  const { supergraph, identities, sockets, openConnections, addressOf, budgets, createContext, admission, refusals } =
    parts;
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_REQUEST, handleProtocols });
  const connections = new WeakMap<WebSocket, Connection>();

  /** A token that is not good is paid for by who sent it, as far as they are known: seconds to wait where they cannot. */
  async function billRefused(request: IncomingMessage): Promise<number | undefined> {
    const bill = await budgets.billFor(addressKey(request, addressOf));
    bill.enter();
    return bill.retryAfter;
  }

  async function callerOn(socket: WebSocket): Promise<Identified | undefined> {
    const { sessionId, findGrant } = connections.get(socket) ?? {};
    if (findGrant) return findGrant().then((grant) => grant && { caller: grant.caller, grant });
    if (!sessionId) return { caller: ANONYMOUS };
    const session = await identities.sessions.find(sessionId);
    return session && { caller: session.person };
  }

  /** False where the caller has too many sockets: this one is being closed. Also of one that was closed meanwhile. */
  function keep(socket: WebSocket, request: IncomingMessage, asker: Exclude<Asker, { kind: 'refused' }>): boolean {
    // It would be held for ever: its close was told before.
    if (socket.readyState !== socket.OPEN) return false;
    const grant = 'grant' in asker ? asker.grant : undefined;
    if (!openConnections.hold(socket, callerKey(asker.caller, grant, addressOf(request)))) return false;
    if (asker.kind === 'session') {
      connections.set(socket, { sessionId: asker.id });
      sockets.hold(asker.session, socket);
    } else if (asker.kind === 'token') {
      connections.set(socket, { findGrant: asker.again });
      identities.bearers.hold(asker.grant, socket);
      if (asker.session) sockets.hold(asker.session, socket);
    } else connections.set(socket, {});
    return true;
  }

  /**
   * A token in connection_init: it is the connection's own, and cookies are ignored from then on; or the id of one of the
   * tokens of the session that came with the upgrade; or null, for who asks as nobody although a browser sent its cookie.
   */
  async function connect({ connectionParams, extra: { socket, request } }: SocketContext): Promise<boolean> {
    const claim = connectionClaim(connectionParams ?? undefined);
    if (claim.kind === 'none') return true;
    if (claim.kind === 'nobody') return keep(socket, request, NOBODY);
    const asker = await claimant(claim, socket, request);
    if (asker.kind !== 'refused') return keep(socket, request, asker);
    await billRefused(request);
    refusals.note(addressKey(request, addressOf), 'UNAUTHENTICATED', 'a token');
    const malformed = claim.kind === 'malformed';
    closeSocket(socket, SESSION_OVER, malformed ? 'send {"authorization": "Bearer TOKEN"}' : 'token refused');
    return false;
  }

  async function claimant(claim: ConnectionClaim, socket: WebSocket, request: IncomingMessage): Promise<Asker> {
    if (claim.kind === 'token') return bearerOf(claim.token, request, identities);
    if (claim.kind !== 'chosen') return { kind: 'refused' };
    return chosenTokenOf(claim.tokenId, connections.get(socket)?.sessionId, request, identities);
  }

  async function prepare({ socket, request, ids }: Connected, inside: string, payload: SubscribePayload) {
    const id = ids.clientId(inside);
    if (readsTooSlowly(socket)) return [tellTooSlow(socket, id)];
    if (!openConnections.begin(socket, payload)) return [tooManyOperations()];
    const identified = await callerOn(socket);
    if (!identified) {
      closeSocket(socket, SESSION_OVER, 'session over');
      return [unauthenticated()];
    }
    const { caller, grant } = identified;
    const cause = callerKey(caller, grant, addressOf(request));
    const bill = await budgets.billFor(cause);
    const spent = bill.enter();
    if (spent) return [spent];
    const checked = admission.documentOf(payload.query);
    const refused = (errors: readonly GraphQLError[]) => {
      refusals.noteErrors(cause, errors);
      return errors;
    };
    if ('errors' in checked) return refused(checked.errors);
    const { document } = checked;
    const { operationName, variables } = payload;
    const takePlace = () => (openConnections.subscribe(socket, payload) ? undefined : tooManySubscriptions());
    const admitted = admission.admit({ document, operationName, variables }, { grant, bill, takePlace });
    if (admitted instanceof GraphQLError) return refused([admitted]);
    const prepared = admitted.operation;
    const stays = prepared.operation.operation === 'subscription';
    const traceId = traceIdOf(payload.extensions?.traceparent);
    // An event says nothing of budgets: what was told when the subscription began would not be true any more.
    const told = stays ? undefined : bill;
    const contextFor = () => createContext(caller, traceId, grant, told);
    const operation: Operation = {
      schema: supergraph.schema,
      document,
      operationName,
      variables,
      contextValue: contextFor(),
      traceId,
      prepared,
      cause,
      contextFor,
      live: () => new SocketEvents(socket, ids, inside, traceId),
    };
    return operation;
  }

  async function prepareOrFail({ extra }: SocketContext, id: string, payload: SubscribePayload) {
    const { socket } = extra;
    try {
      const prepared = await prepare(extra, id, payload);
      if (Array.isArray(prepared)) openConnections.end(socket, payload);
      return prepared;
    } catch (err) {
      openConnections.end(socket, payload);
      // Thrown on, it would close the socket with a code after which clients don't come back.
      const traceId = traceIdOf(payload.extensions?.traceparent);
      const tell = () => logger.error({ err }, 'an operation could not be prepared');
      withTrace(traceId, tell, addressKey(extra.request, addressOf));
      return [refusalBehind(err) ? unavailable(traceId) : internalError(traceId)];
    }
  }

  const protocol = makeServer<ConnectionInitMessage['payload'], Connected>({
    connectionInitWaitTimeout: INIT_WITHIN_MS,
    // False closes the socket with 4403.
    onConnect: connect,
    onPing: ({ extra: { socket } }) => closeWhereUnread(socket),
    onSubscribe: prepareOrFail,
    execute: (args) => runOperation(args as Operation, parts),
    subscribe: (args) => runOperation(args as Operation, parts),
    onNext(_context, _id, _payload, args, result) {
      const { traceId, contextValue } = args as Operation;
      const { bill } = contextValue as GatewayContext;
      return {
        ...result,
        ...(result.errors && { errors: result.errors.map((error) => formatError(error, traceId)) }),
        ...(bill && { extensions: { cost: bill.report } }),
      };
    },
    onError({ extra: { socket } }, _id, payload, errors) {
      // A client that is gone is told nothing, and that it could not be told is no fault of ours.
      if (socket.readyState !== socket.OPEN) return undefined;
      if (errors.some(({ originalError }) => originalError instanceof SubgraphFailure)) {
        // The connection behind broke: a client that connects anew reads what it missed, by its cursor.
        closeSocket(socket, SERVICE_RESTART, 'connect again');
      }
      return errors.map((error) => formatError(error, traceIdOf(payload.extensions?.traceparent)));
    },
    // Also of what the client gave up, once it has really ended.
    onComplete: ({ extra: { socket } }, _id, payload) => openConnections.end(socket, payload),
  });

  let disposed: Promise<void> | undefined;
  return {
    async upgrade(listener, request, socket, head) {
      // Until the WebSocket has it, nobody else listens: an error would end the process.
      socket.on('error', () => socket.destroy());
      const refuse = (status: number, headers?: Record<string, number>) =>
        refuseUpgrade(socket, status, { ...headersOfListener(listener), ...headers });
      if (disposed) return refuse(503);
      if (namesTwoHosts(request)) return refuse(400);
      if (!GRAPHQL_PATH.test(request.url ?? '')) return refuse(404);
      const refusal = refusalOf(request, 'upgrade', listener);
      if (refusal) return refuse(refusal.status);
      const asker = await askerOf(request, listener, identities);
      if (asker.kind === 'refused') {
        const retryAfter = await billRefused(request);
        return retryAfter === undefined ? refuse(401) : refuse(429, { 'retry-after': retryAfter });
      }
      server.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('ping', () => closeWhereUnread(webSocket));
        if (keep(webSocket, request, asker)) speakGraphql(protocol, webSocket, request);
        else webSocket.on('error', () => {});
      });
    },
    [Symbol.asyncDispose]() {
      for (const socket of server.clients) closeSocket(socket, GOING_AWAY, 'going away');
      disposed ??= new Promise((resolve) => server.close(() => resolve()));
      return disposed;
    },
  };
}
