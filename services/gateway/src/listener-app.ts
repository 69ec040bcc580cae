import { failureHandler, healthRoutes, traceRequests } from '@portal/service-kit/serving';
import express, { type Express } from 'express';
import { attributeLines } from './budgets/attribute-lines.ts';
import { receiveWithin } from './budgets/receive-within.ts';
import { refuseForeignRequests } from './callers/refuse-foreign-requests.ts';
import { OWN_REMOTES, subgraphUrls } from './config.ts';
import { clientErrorRoutes } from './console/client-error.routes.ts';
import { consoleRoutes, graphiqlRoute } from './console/console.routes.ts';
import { securityHeaders } from './console/content-security-policy.ts';
import { CLIENT_FILE, clientRoutes } from './documentation/client.routes.ts';
import { documentationRoutes } from './documentation/documentation.routes.ts';
import { fileRoutes } from './evidence/file.routes.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { compressAnswers } from './http/compress-answers.ts';
import type { Listener } from './http/listener.ts';
import { refuseTwoHosts } from './http/one-host.ts';
import { openToOtherOrigins } from './http/open-to-other-origins.ts';
import { headersOnAll } from './http/transport-security.ts';
import { logger } from './logger.ts';
import { oauthRoutes } from './oauth/oauth.routes.ts';
import { checkReady } from './readiness.ts';
import { signInRoutes } from './sign-in/sign-in.routes.ts';
import { statusRoutes } from './status/status.routes.ts';
import { graphqlRoutes } from './transports/graphql-http.ts';

/** What programs call, from pages of any origin too. */
const OPEN_PATHS: (string | RegExp)[] = [
  '/graphql',
  '/schema.graphql',
  '/llms.txt',
  '/client.tgz',
  CLIENT_FILE,
  '/docs',
  '/evidence',
  '/message-attachments',
  '/request-receipts',
  '/credential-sheets',
  '/conformance-reports',
  '/oauth',
  '/.well-known',
  '/situacao.json',
];

/** What is no file is small: so long may it take over a slow line. */
const REQUEST_WITHIN_MS = 30_000;

/** Everything that is answered at one listener. */
export function createListenerApp(listener: Listener, parts: GatewayParts): Express {
  const { config, orm, identities, oauth, addressOf, bodies, schema, schemaSdl, frontends, drain } = parts;
  const app = express().disable('x-powered-by').disable('etag');
  app.set('query parser', 'simple');
  app.use(headersOnAll(listener), refuseTwoHosts);
  healthRoutes(app, {
    ready: () => checkReady(orm, subgraphUrls(config)),
    draining: () => drain.draining,
    logger,
  });
  app.use(
    drain.track,
    traceRequests,
    attributeLines(addressOf),
    receiveWithin(REQUEST_WITHIN_MS),
    bodies.ofAddress,
    refuseForeignRequests(listener),
  );
  app.use(compressAnswers(listener));
  const remotes = config.consoleRemotes ?? OWN_REMOTES;
  const consoleParts = { listener, identities, frontends, remotes, issuer: config.oidc.issuer };
  app.use(OPEN_PATHS, openToOtherOrigins);
  app.use(graphiqlRoute(consoleParts));
  app.use(graphqlRoutes({ listener, ...parts }));
  app.use(securityHeaders(listener, config.oidc.issuer, remotes[listener.console]));
  app.use(documentationRoutes({ listener, config, schema, schemaSdl }));
  app.use(clientRoutes(config.packedClient));
  if (listener.console === 'integrator') app.use(oauthRoutes(listener, oauth));
  app.use(signInRoutes({ listener, sessions: identities.sessions, localIssuer: config.oidc.local, ...parts }));
  app.use(clientErrorRoutes({ listener, ...parts }));
  app.use(fileRoutes({ listener, ...parts }));
  app.use(statusRoutes(parts.status));
  app.use(consoleRoutes(consoleParts));
  app.use(failureHandler(logger));
  return app;
}
