import { badUserInput } from '@portal/service-kit/serving';
import type { Request, RequestHandler, Response } from 'express';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Bill } from '../budgets/bill.ts';
import { billOf } from '../budgets/bill-requests.ts';
import { callerKey } from '../budgets/caller-key.ts';
import type { Asker, Identities } from '../callers/caller-of-request.ts';
import type { OpenConnections } from '../connections/open-connections.ts';
import type { SessionSockets } from '../connections/session-sockets.ts';
import type { Admission } from '../graph/admission.ts';
import type { ContextFactory } from '../graph/contexts.ts';
import { type RunParts, runOperation } from '../graph/run-operation.ts';
import type { Supergraph } from '../graph/supergraph.ts';
import type { AddressOf } from '../http/client-address.ts';
import { formatError } from '../http/error-format.ts';
import { logger } from '../logger.ts';
import { EventStream } from './event-stream.ts';
import { QueuedEvents } from './queued-events.ts';
import { parametersOf } from './request-parameters.ts';
import { tooManySubscriptions } from './socket-refusals.ts';

/** What GraphQL over server-sent events needs. */
export interface GraphqlEventParts extends RunParts {
  supergraph: Supergraph;
  admission: Admission;
  identities: Identities;
  sockets: SessionSockets;
  openConnections: OpenConnections;
  addressOf: AddressOf;
  createContext: ContextFactory;
}

/** GraphQL over server-sent events, at all listeners. */
export interface GraphqlEvents extends Disposable {
  /** Answers a POST that would rather have `text/event-stream` than one answer; who asks and what pays for it is known. */
  answer: RequestHandler;
}

const EVENTS = 'text/event-stream';
/** What is preferred where a client takes anything. */
const ONE_ANSWER = ['application/json', 'application/graphql-response+json'];
const GOING_AWAY = 1001;

/** Streams are held to the limits and ends of WebSockets: of each caller, of a session, of a token. */
export function serveGraphqlEvents(parts: GraphqlEventParts): GraphqlEvents {
  const { admission, identities, sockets, openConnections, addressOf, createContext, refusals } = parts;
  const open = new Set<EventStream>();
  let goingAway = false;

  /** False where its caller has too many connections: it is being refused. */
  function keep(stream: EventStream, req: Request, asker: Exclude<Asker, { kind: 'refused' }>): boolean {
    const grant = 'grant' in asker ? asker.grant : undefined;
    if (!openConnections.hold(stream, callerKey(asker.caller, grant, addressOf(req)))) return false;
    open.add(stream);
    stream.once('close', () => open.delete(stream));
    if (asker.kind === 'session') sockets.hold(asker.session, stream);
    if (asker.kind === 'token') {
      identities.bearers.hold(asker.grant, stream);
      if (asker.session) sockets.hold(asker.session, stream);
    }
    return true;
  }

  async function admitted(req: Request, stream: EventStream, res: Response) {
    const { operationName, variables, ...asked } = parametersOf(req);
    const text = await admission.textOf(asked);
    if (text === undefined) return [badUserInput('The request names no operation: neither a query nor a known hash.')];
    const checked = admission.documentOf(text);
    if ('errors' in checked) return checked.errors;
    const { document } = checked;
    const bill = billOf(res);
    const { grant } = res.locals;
    const takePlace = () => (openConnections.subscribe(stream, stream) ? undefined : tooManySubscriptions());
    const result = admission.admit({ document, operationName, variables }, { grant, bill, takePlace });
    return result instanceof GraphQLError ? [result] : { prepared: result.operation, variables };
  }

  async function answer(req: Request, res: Response): Promise<void> {
    const stream = new EventStream(res);
    if (goingAway) return stream.close(GOING_AWAY);
    const { asker, caller, grant, traceId } = res.locals;
    if (!keep(stream, req, asker)) return;
    openConnections.begin(stream, stream);
    const format = (errors: readonly GraphQLError[]) => errors.map((error) => formatError(error, traceId));
    const entered = await admitted(req, stream, res);
    const cause = callerKey(caller, grant, addressOf(req));
    if (!('prepared' in entered)) {
      refusals.noteErrors(cause, entered);
      await stream.next({ errors: format(entered) });
      return stream.complete();
    }
    const { prepared, variables } = entered;
    const stays = prepared.operation.operation === 'subscription';
    const bill: Bill | undefined = stays ? undefined : billOf(res);
    const tooSlow = () => stream.fail(TOO_SLOW);
    const contextFor = () => createContext(caller, traceId, grant, bill);
    const live = () => new QueuedEvents(tooSlow);
    const told = ({ errors, ...result }: ExecutionResult) => ({
      ...(errors && { errors: format(errors) }),
      ...result,
      ...(bill && { extensions: { cost: bill.report } }),
    });
    stream.begin();
    const result = await runOperation({ prepared, variables, traceId, cause, contextFor, live }, parts);
    if (!(Symbol.asyncIterator in result)) {
      await stream.next(told(result));
      return stream.complete();
    }
    // Whoever leaves ends what is behind.
    stream.once('close', () => void result.return?.());
    if (stream.readyState !== stream.OPEN) return void result.return?.();
    for await (const event of result) if (!(await stream.next(told(event)))) return;
    stream.complete();
  }

  return {
    answer(req, res, next) {
      if (req.method !== 'POST' || req.accepts([...ONE_ANSWER, EVENTS]) !== EVENTS) return next();
      answer(req, res).catch((err) => {
        // The connection behind broke: a client that asks anew reads what it missed, by its cursor.
        logger.error({ err, traceId: res.locals.traceId }, 'a stream of events broke');
        if (res.headersSent) res.end();
        else next(err);
      });
    },
    [Symbol.dispose]() {
      goingAway = true;
      for (const stream of open) stream.close(GOING_AWAY);
    },
  };
}

const TOO_SLOW = {
  message: 'Too slow: connect again and read on from your cursor.',
  extensions: { code: 'CONSUMER_TOO_SLOW' },
};
