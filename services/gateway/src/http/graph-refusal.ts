import type { GraphqlErrorCode, HttpErrorCode } from '@portal/domain';
import { type ProblemDetails, problemJson, refusalBehind } from '@portal/service-kit/process';
import { RETRY_AFTER_SECONDS } from '@portal/service-kit/serving';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { GraphQLError } from 'graphql';
import { formatError } from './error-format.ts';

/** What may be refused at the graph's address before its operation is looked at. */
export type GraphRefusal = ProblemDetails & { code: GraphqlErrorCode & HttpErrorCode };

const GRAPH = /^\/graphql\/?$/i;

/** Refuses a request in the shape of its address: at the graph's as a GraphQL error, elsewhere as problem+json. */
export function refuseRequest(req: Request, res: Response, problem: GraphRefusal): void {
  const { status, code, detail } = problem;
  if (GRAPH.test(req.path)) sendGraphError(req, res, status, new GraphQLError(detail, { extensions: { code } }));
  else problemJson(res, problem);
}

/** What a body cannot be read as, and what went wrong on our side, as a GraphQL error too. */
export const graphFailures: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent || req.socket.destroyed) return next(error);
  const refusal = refusalBehind(error);
  if (refusal === 'busy') res.set('retry-after', String(RETRY_AFTER_SECONDS));
  if (refusal) return sendGraphError(req, res, refusal === 'busy' ? 503 : 504, error);
  const { status } = error as { status?: unknown };
  if (typeof status !== 'number' || status >= 500) return sendGraphError(req, res, 500, error);
  const [code, detail] =
    status === 413
      ? (['TOO_LARGE', 'A operação passa de 1 MB.'] as const)
      : (['BAD_REQUEST', 'O corpo do pedido não pode ser lido como JSON.'] as const);
  sendGraphError(req, res, status, new GraphQLError(detail, { extensions: { code } }));
};

function sendGraphError(req: Request, res: Response, status: number, error: unknown): void {
  res.set('cache-control', 'no-store').vary('accept').status(status);
  res.type(req.accepts(['application/json', 'application/graphql-response+json']) || 'application/json');
  res.send(JSON.stringify({ errors: [formatError(error, res.locals.traceId ?? '')] }));
}
