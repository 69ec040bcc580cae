import { createHash } from 'node:crypto';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import { unauthenticated } from '@portal/service-kit/serving';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { askerOf, type Identities } from '../caller-of-request.ts';
import type { Door } from '../origin/door.ts';
import type { IsCatalogueOnly } from '../scopes/catalogue-only.ts';
import { askedText, searchOf } from './asked-text.ts';
import type { ContextFactory } from './contexts.ts';
import type { CheckDocument } from './documents.ts';
import type { GatewayContext } from './gateway-context.ts';
import { JoinedReads } from './joined-reads.ts';
import { refuseNestedBodies } from './nested-body.ts';
import { LARGEST_REQUEST } from './operation-limits.ts';
import type { PersistedQueries } from './persisted-queries.ts';
import { isBareRead } from './public-answers.ts';

/** What GraphQL over HTTP needs. */
export interface GraphqlHttpParts {
  door: Door;
  identities: Identities;
  apollo: ApolloServer<GatewayContext>;
  createContext: ContextFactory;
  checkDocument: CheckDocument;
  persistedQueries: PersistedQueries;
  isCatalogueOnly: IsCatalogueOnly;
}

/** An answer is data: nothing that a browser could run, frame or keep, but where Apollo's plugin says otherwise. */
const ANSWER_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** What an answer depends on, beside its address: caches keep one for each. */
const VARIES_WITH = 'accept, authorization, cookie';

/** POST /graphql, and GET and HEAD for queries. */
export function graphqlRoutes(parts: GraphqlHttpParts): Router {
  const { door, identities } = parts;
  const authenticate: RequestHandler = async (req, res, next) => {
    res.set(ANSWER_HEADERS);
    const asker = await askerOf(req, door, identities);
    if (asker.kind === 'refused') {
      res.set('www-authenticate', 'Bearer error="invalid_token"').status(401);
      res.json({ errors: [unauthenticated().toJSON()] });
      return;
    }
    res.locals.caller = asker.caller;
    res.locals.grant = 'grant' in asker ? asker.grant : undefined;
    next();
  };
  const router = Router();
  router.all('/graphql', authenticate, express.json({ limit: LARGEST_REQUEST }), refuseNestedBodies, answerWith(parts));
  return router;
}

function answerWith(parts: GraphqlHttpParts): RequestHandler {
  const { apollo, createContext, checkDocument, persistedQueries, isCatalogueOnly } = parts;
  const publicReads = new JoinedReads<HTTPGraphQLResponse>();

  function execute(req: Request, res: Response): Promise<HTTPGraphQLResponse> {
    return apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: requestOf(req),
      context: async () => createContext(res.locals.caller, res.locals.traceId, res.locals.grant),
    });
  }

  /** What nobody signed in reads of the catalogue is the same for all: a crowd before one page costs one read. */
  async function isPublicRead(req: Request, res: Response): Promise<boolean> {
    if (res.locals.caller.kind !== 'anonymous') return false;
    const text = await askedText(req, persistedQueries);
    const checked = text === undefined ? undefined : checkDocument(text);
    return checked !== undefined && 'document' in checked && isCatalogueOnly(checked.document);
  }

  return async (req, res) => {
    const answer = (await isPublicRead(req, res))
      ? await publicReads.join(joinKey(req), () => execute(req, res))
      : await execute(req, res);
    send(req, res, answer);
  };
}

function requestOf(req: Request): HTTPGraphQLRequest {
  // Of HEAD, Express sends all but the body.
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  return { method, headers: headersOf(req), search: searchOf(req.url), body: req.body };
}

/** All that an answer of the catalogue depends on: whether caches may keep it, too. */
function joinKey(req: Request): string {
  const { method, headers, search, body } = requestOf(req);
  const { accept, 'content-type': contentType } = req.headers;
  return JSON.stringify([method, isBareRead({ method, headers }), accept, contentType, search, body]);
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
  res.vary(VARIES_WITH).status(status);
  if (headers.get('cache-control')?.startsWith('public')) {
    const tag = tagOf(body.string, headers);
    res.set('etag', tag);
    if (isKnown(tag, req.headers['if-none-match'])) res.status(304);
  }
  res.send(body.string);
}

/** Express would look no further where `no-cache` is asked, as fetch() does of its own beside If-None-Match. */
function isKnown(tag: string, known = ''): boolean {
  return known.split(',').some((other) => [tag, `W/${tag}`, '*'].includes(other.trim()));
}

/** Strong: of these bytes in this format alone. */
function tagOf(text: string, headers: HeaderMap): string {
  const hash = createHash('sha256').update(`${headers.get('content-type')}\n${text}`);
  return `"${hash.digest('base64url')}"`;
}
