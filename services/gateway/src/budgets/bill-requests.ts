import type { IncomingMessage } from 'node:http';
import { ANONYMOUS } from '@portal/service-kit/identity';
import { causedBy } from '@portal/service-kit/process';
import type { Request, RequestHandler, Response } from 'express';
import type { GraphQLError } from 'graphql';
import { answerStatus } from '../http/answer-status.ts';
import type { AddressOf } from '../http/client-address.ts';
import { formatError } from '../http/error-format.ts';
import type { Bill, CostReport } from './bill.ts';
import type { Budgets } from './budgets.ts';
import { callerKey } from './caller-key.ts';
import { limitHeaders } from './limit-headers.ts';

/** What bills are made of. */
export interface BillingParts {
  budgets: Budgets;
  addressOf: AddressOf;
}

/** A caller's key where there is no caller: a request whose token is not good is its address's, as nobody's are. */
export function addressKey(request: IncomingMessage, addressOf: AddressOf): string {
  return callerKey(ANONYMOUS, undefined, addressOf(request));
}

/** Opens the bill of each request, whose caller is known, and turns away who has nothing left before the body is read. */
export function billRequests({ budgets, addressOf }: BillingParts): RequestHandler {
  return async (req, res, next) => {
    const { caller, grant } = res.locals;
    const key = callerKey(caller, grant, addressOf(req));
    causedBy(key);
    const bill = await budgets.billFor(key);
    res.locals.bill = bill;
    const refused = bill.enter();
    if (refused) return refuseToAnswer(req, res, refused);
    res.set(limitHeaders(bill));
    next();
  };
}

/** The bill that was opened for this answer. */
export function billOf(res: Response): Bill {
  return res.locals.bill;
}

/** Answers that nothing was run. */
export function refuseToAnswer(req: Request, res: Response, refused: GraphQLError): void {
  const bill = billOf(res);
  const { status } = refused.extensions.http as { status: number };
  const contentType = req.accepts(['application/json', 'application/graphql-response+json']) || 'application/json';
  const errors = [formatError(refused, res.locals.traceId)];
  const code = String(refused.extensions.code);
  res.set(limitHeaders(bill)).vary('accept').type(contentType);
  res.status(answerStatus({ accept: req.headers.accept, contentType, status, code }));
  res.send(JSON.stringify({ errors, extensions: { cost: bill.report } }));
}

/** An answer's text with what it cost: it is one JSON object, and has no extensions of its own. */
export function withCost(text: string, cost: CostReport): string {
  const end = text.lastIndexOf('}');
  return `${text.slice(0, end)},"extensions":${JSON.stringify({ cost })}${text.slice(end)}`;
}
