import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import { unauthenticated } from '@portal/service-kit/serving';
import express, { type RequestHandler, Router } from 'express';
import { askerOf } from '../caller-of-request.ts';
import type { Door } from '../origin/door.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { ContextFactory } from './contexts.ts';
import type { GatewayContext } from './gateway-context.ts';
import { LARGEST_REQUEST } from './operation-limits.ts';

/** What GraphQL over HTTP needs. */
export interface GraphqlHttpParts {
  door: Door;
  sessions: Sessions;
  apollo: ApolloServer<GatewayContext>;
  createContext: ContextFactory;
}

/** POST /graphql, and GET for queries. */
export function graphqlRoutes({ door, sessions, apollo, createContext }: GraphqlHttpParts): Router {
  const authenticate: RequestHandler = async (req, res, next) => {
    const asker = await askerOf(req, door, sessions);
    if (asker.kind === 'refused') {
      res.set('www-authenticate', 'Bearer error="invalid_token"').status(401);
      res.json({ errors: [unauthenticated().toJSON()] });
      return;
    }
    res.locals.caller = asker.caller;
    next();
  };
  const neverStored: RequestHandler = (_req, res, next) => {
    res.set('cache-control', 'no-store');
    next();
  };
  const router = Router();
  router.all(
    '/graphql',
    neverStored,
    authenticate,
    express.json({ limit: LARGEST_REQUEST }),
    expressMiddleware(apollo, {
      context: async ({ res }) => createContext(res.locals.caller, res.locals.traceId),
    }),
  );
  return router;
}
