import { createHash } from 'node:crypto';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import { ANONYMOUS } from '@portal/service-kit/identity';
import { tokenRefused } from '@portal/service-kit/serving';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { type DocumentNode, GraphQLError } from 'graphql';
import type { IsCatalogueOnly } from '../access/catalogue-only.ts';
import { isTaken, LARGEST_DOCUMENT_REQUEST } from '../access/large-requests.ts';
import type { Bill } from '../budgets/bill.ts';
import { addressKey, billOf, billRequests, refuseToAnswer, withCost } from '../budgets/bill-requests.ts';
import type { BodiesUnderWay } from '../budgets/bodies-under-way.ts';
import type { Budgets } from '../budgets/budgets.ts';
import { LIMIT_HEADERS, limitHeaders } from '../budgets/limit-headers.ts';
import { askerOf, type Identities } from '../callers/caller-of-request.ts';
import type { Admission } from '../graph/admission.ts';
import type { ContextFactory } from '../graph/contexts.ts';
import type { GatewayContext } from '../graph/gateway-context.ts';
import { JoinedReads } from '../graph/joined-reads.ts';
import { answerStatus, refusalCode } from '../http/answer-status.ts';
import type { AddressOf } from '../http/client-address.ts';
import { graphFailures } from '../http/graph-refusal.ts';
import type { Listener } from '../http/listener.ts';
import type { Refusals } from '../refusals.ts';
import type { GraphqlEvents } from './graphql-events.ts';
import { isBareRead } from './public-answers.ts';
import { parametersOf, type RequestParameters, searchOf } from './request-parameters.ts';

/** What GraphQL over HTTP needs. */
export interface GraphqlHttpParts {
  listener: Listener;
  identities: Identities;
  apollo: ApolloServer<GatewayContext>;
  createContext: ContextFactory;
  admission: Admission;
  isCatalogueOnly: IsCatalogueOnly;
  budgets: Budgets;
  addressOf: AddressOf;
  bodies: BodiesUnderWay;
  events: GraphqlEvents;
  refusals: Refusals;
}

/** Nothing that a browser could keep, but where Apollo's plugin says otherwise. */
const ANSWER_HEADERS = { 'cache-control': 'no-store' };

/** What an answer depends on, beside its address: caches keep one for each. */
const VARIES_WITH = 'accept, accept-encoding, authorization, cookie';

/** POST /graphql, and GET and HEAD for queries. */
export function graphqlRoutes(parts: GraphqlHttpParts): Router {
  const { listener, identities, bodies } = parts;
  const authenticate: RequestHandler = async (req, res, next) => {
    res.set(ANSWER_HEADERS);
    const asker = await askerOf(req, listener, identities);
    res.locals.asker = asker;
    // A token that is not good was looked up all the same: its request is paid for as nobody's.
    res.locals.caller = asker.kind === 'refused' ? ANONYMOUS : asker.caller;
    res.locals.grant = 'grant' in asker ? asker.grant : undefined;
    res.locals.refused = asker.kind === 'refused';
    next();
  };
  const router = Router();
  router.all(
    '/graphql',
    authenticate,
    billRequests(parts),
    turnRefusedAway(parts),
    (req, res, next) => void (bodies.admits(res.locals.caller, req, res) && next()),
    express.json({ limit: LARGEST_DOCUMENT_REQUEST, verify: noteSize }),
    refuseLargeBodies,
    refuseNestedBodies,
    parts.events.answer,
    answerWith(parts),
  );
  router.use('/graphql', graphFailures);
  return router;
}

/** As it came, before it is read. */
function noteSize(_req: unknown, res: unknown, bytes: Buffer): void {
  (res as Response).locals.bodyBytes = bytes.length;
}

/** In the words of what reads bodies, which refuses what is larger still. */
const refuseLargeBodies: RequestHandler = ({ body }, res, next) => {
  if (isTaken(res.locals.bodyBytes ?? 0, body)) return next();
  next(Object.assign(new Error('request entity too large'), { status: 413, type: 'entity.too.large' }));
};

/** The deepest input of the graph has five levels. */
const MOST_BODY_LEVELS = 100;

/** Refuses JSON that is nested so deep that what walks through it later would run out of stack. */
const refuseNestedBodies: RequestHandler = ({ body }, _res, next) => {
  next(isDeeper(body, MOST_BODY_LEVELS) ? Object.assign(new Error('nested too deep'), { status: 400 }) : undefined);
};

function isDeeper(value: unknown, most: number): boolean {
  let level = [value].filter(isObject);
  for (let depth = 0; depth < most && level.length > 0; depth++) {
    level = level.flatMap((holder) => Object.values(holder).filter(isObject));
  }
  return level.length > 0;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const turnRefusedAway =
  ({ refusals, addressOf }: GraphqlHttpParts): RequestHandler =>
  (req, res, next) => {
    if (!res.locals.refused) return next();
    refusals.note(addressKey(req, addressOf), 'UNAUTHENTICATED', 'a token');
    res.set('www-authenticate', 'Bearer error="invalid_token"').status(401);
    res.json({ errors: [tokenRefused().toJSON()], extensions: { cost: billOf(res).report } });
  };

function answerWith(parts: GraphqlHttpParts): RequestHandler {
  const { apollo, createContext, admission, isCatalogueOnly } = parts;
  const publicReads = new JoinedReads<HTTPGraphQLResponse>();

  /** Without a bill where it was paid before. */
  function execute(request: HTTPGraphQLRequest, res: Response, bill?: Bill): Promise<HTTPGraphQLResponse> {
    return apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: request,
      context: async () => createContext(res.locals.caller, res.locals.traceId, res.locals.grant, bill),
    });
  }

  /** What nobody signed in reads of the catalogue is the same for all. */
  async function publicRead(asked: RequestParameters, res: Response): Promise<DocumentNode | undefined> {
    if (res.locals.caller.kind !== 'anonymous') return undefined;
    const text = await admission.textOf(asked);
    const checked = text === undefined ? undefined : admission.documentOf(text);
    return checked && 'document' in checked && isCatalogueOnly(checked.document) ? checked.document : undefined;
  }

  return async (req, res) => {
    const bill = billOf(res);
    const asked = parametersOf(req);
    const document = await publicRead(asked, res);
    const request = requestOf(req);
    if (!document) return send(req, res, await execute(request, res, bill));
    // A crowd before one page costs one read, for which each of it pays.
    const { operationName, variables } = asked;
    const admitted = admission.admit({ document, operationName, variables }, { bill });
    if (admitted instanceof GraphQLError) return refuseToAnswer(req, res, admitted);
    send(req, res, await publicReads.join(joinKey(request), () => execute(request, res)));
  };
}

function requestOf(req: Request): HTTPGraphQLRequest {
  // Of HEAD, Express sends all but the body.
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  return { method, headers: headersOf(req), search: searchOf(req.url), body: req.body };
}

/** All that an answer of the catalogue depends on: whether caches may keep it, too. */
function joinKey({ method, headers, search, body }: HTTPGraphQLRequest): string {
  const bare = isBareRead({ method, headers });
  return JSON.stringify([method, bare, headers.get('accept'), headers.get('content-type'), search, body]);
}

function headersOf(req: Request): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

function send(req: Request, res: Response, { status = 200, headers, body }: HTTPGraphQLResponse): void {
  // The graph defers nothing: each answer is one piece.
  if (body.kind !== 'complete') throw new Error('an answer in several pieces');
  for (const [name, value] of headers) res.setHeader(name, value);
  const [contentType, code] = [headers.get('content-type') ?? '', refusalCode(body.string)];
  res.vary(VARIES_WITH).status(answerStatus({ accept: req.headers.accept, contentType, status, code }));
  if (headers.get('cache-control')?.startsWith('public')) {
    const tag = tagOf(body.string, headers);
    res.set('etag', tag);
    if (isKnown(tag, req.headers['if-none-match'])) res.status(304);
    for (const name of LIMIT_HEADERS) res.removeHeader(name);
    res.send(body.string);
    return;
  }
  const bill = billOf(res);
  res.set(limitHeaders(bill)).send(withCost(body.string, bill.report));
}

/** Express would look no further where `no-cache` is asked, as fetch() does of its own beside If-None-Match. */
function isKnown(tag: string, known = ''): boolean {
  return known.split(',').some((other) => [tag, tag.slice('W/'.length), '*'].includes(other.trim()));
}

/** Weak: compressed, the bytes are others, and say the same. */
function tagOf(text: string, headers: HeaderMap): string {
  const hash = createHash('sha256').update(`${headers.get('content-type')}\n${text}`);
  return `W/"${hash.digest('base64url')}"`;
}
