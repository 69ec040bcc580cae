import { Router } from 'express';
import type { GraphQLSchema } from 'graphql';
import { BUDGETS } from '../budget-limits.ts';
import type { GatewayConfig } from '../config.ts';
import { type Listener, originsOf } from '../http/listener.ts';
import { llmsText } from './llms-text.ts';
import { documentationAt } from './pages.ts';

/** What serving the documentation needs. */
export interface DocumentationParts {
  listener: Listener;
  config: Pick<GatewayConfig, 'budgetLimits'>;
  schema: GraphQLSchema;
  /** The API's schema as third parties read it. */
  schemaSdl: () => string;
}

const KEPT = 'public, max-age=300';

/** What third parties read of the API without a browser: its schema, the pages of docs/ that are theirs, and /llms.txt. */
export function documentationRoutes({ listener, config, schema, schemaSdl }: DocumentationParts): Router {
  const [origin = ''] = originsOf(listener);
  const router = Router();
  router.get('/schema.graphql', (_req, res) => {
    res.type('text/plain').set('cache-control', 'no-cache').send(schemaSdl());
  });
  router.get('/llms.txt', async (_req, res) => {
    const text = await llmsText({ origin, budgets: config.budgetLimits ?? BUDGETS, schema });
    res.type('text/markdown').set('cache-control', KEPT).send(text);
  });
  router.get('/docs/{*path}', async (req, res, next) => {
    const text = await documentationAt(req.path.slice('/docs/'.length), origin);
    if (text === undefined) return next();
    res
      .type(req.path.endsWith('.md') ? 'text/markdown' : 'text/plain')
      .set('cache-control', KEPT)
      .send(text);
  });
  return router;
}
