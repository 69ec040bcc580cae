import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { unauthenticated } from '@portal/service-kit/serving';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { Kind } from 'graphql';
import { askerOf, type Identities } from '../caller-of-request.ts';
import type { Door } from '../origin/door.ts';
import type { ContextFactory } from './contexts.ts';
import type { CheckDocument } from './documents.ts';
import type { GatewayContext } from './gateway-context.ts';
import { JoinedReads } from './joined-reads.ts';
import { LARGEST_REQUEST } from './operation-limits.ts';

/** What GraphQL over HTTP needs. */
export interface GraphqlHttpParts {
  door: Door;
  identities: Identities;
  apollo: ApolloServer<GatewayContext>;
  createContext: ContextFactory;
  checkDocument: CheckDocument;
}

/** An answer is data: nothing that a browser could run, frame or keep. */
const ANSWER_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** POST /graphql, and GET for queries. */
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
  router.all('/graphql', authenticate, express.json({ limit: LARGEST_REQUEST }), answerWith(parts));
  return router;
}

function answerWith({ apollo, createContext, checkDocument }: GraphqlHttpParts): RequestHandler {
  const publicReads = new JoinedReads<HTTPGraphQLResponse>();

  function execute(req: Request, res: Response): Promise<HTTPGraphQLResponse> {
    return apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: req.method,
        headers: headersOf(req),
        search: req.url.slice(req.url.indexOf('?') + 1 || req.url.length),
        body: req.body,
      },
      context: async () => createContext(res.locals.caller, res.locals.traceId, res.locals.grant),
    });
  }

  /** What nobody signed in may read is the catalogue, the same for all: a crowd before one page costs one read. */
  function isPublicRead(req: Request, res: Response): boolean {
    if (res.locals.caller.kind !== 'anonymous' || typeof req.body?.query !== 'string') return false;
    const checked = checkDocument(req.body.query);
    return (
      'document' in checked &&
      checked.document.definitions.every(
        (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition.operation === 'query',
      )
    );
  }

  return async (req, res) => {
    const answer = isPublicRead(req, res)
      ? await publicReads.join(`${req.headers.accept} ${JSON.stringify(req.body)}`, () => execute(req, res))
      : await execute(req, res);
    send(res, answer);
  };
}

function headersOf(req: Request): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

function send(res: Response, { status, headers, body }: HTTPGraphQLResponse): void {
  // The graph defers nothing: each answer is one piece.
  if (body.kind !== 'complete') throw new Error('an answer in several pieces');
  for (const [name, value] of headers) if (name !== 'cache-control') res.setHeader(name, value);
  res.statusCode = status ?? 200;
  res.end(body.string);
}
