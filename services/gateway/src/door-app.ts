import { failureHandler, healthRoutes, traceRequests } from '@portal/service-kit/serving';
import express, { type Express } from 'express';
import { clientErrorRoutes } from './client-errors/client-error.routes.ts';
import { OWN_REMOTES, subgraphUrls } from './config.ts';
import { consoleRoutes, graphiqlRoute } from './console/console.routes.ts';
import { securityHeaders } from './console/content-security-policy.ts';
import { CLIENT_FILE, clientRoutes } from './documentation/client.routes.ts';
import { documentationRoutes } from './documentation/documentation.routes.ts';
import { fileRoutes } from './evidence/file.routes.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { graphqlRoutes } from './graph/graphql-http.ts';
import { logger } from './logger.ts';
import { oauthRoutes } from './oauth/oauth.routes.ts';
import { attributeLines } from './origin/attribute-lines.ts';
import { compressAnswers } from './origin/compress-answers.ts';
import type { Door } from './origin/door.ts';
import { refuseTwoHosts } from './origin/one-host.ts';
import { openToOtherOrigins } from './origin/open-to-other-origins.ts';
import { receiveWithin } from './origin/receive-within.ts';
import { refuseForeignRequests } from './origin/refuse-foreign-requests.ts';
import { askForHttps } from './origin/transport-security.ts';
import { checkReady } from './readiness.ts';
import { signInRoutes } from './sign-in/sign-in.routes.ts';

/** What programs call, from pages of any origin too. */
const OPEN_PATHS: (string | RegExp)[] = [
  '/graphql',
  '/schema.graphql',
  '/llms.txt',
  '/client.tgz',
  CLIENT_FILE,
  '/docs',
  '/evidence',
  '/conformance-reports',
  '/oauth',
  '/.well-known',
];

/** What is no file is small: so long may it take over a slow line. */
const REQUEST_WITHIN_MS = 30_000;

/** Everything that is answered at one door. */
export function createDoorApp(door: Door, parts: GatewayParts): Express {
  const { config, orm, identities, oauth, addressOf, bodies, schema, schemaSdl, frontends, drain } = parts;
  const app = express().disable('x-powered-by').disable('etag');
  app.set('query parser', 'simple');
  app.use(askForHttps(door), refuseTwoHosts);
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
    refuseForeignRequests(door),
  );
  app.use(compressAnswers(door));
  const remotes = config.consoleRemotes ?? OWN_REMOTES;
  const consoleParts = { door, identities, frontends, remotes, issuer: config.oidc.issuer };
  app.use(OPEN_PATHS, openToOtherOrigins);
  app.use(graphiqlRoute(consoleParts));
  app.use(graphqlRoutes({ door, ...parts }));
  app.use(securityHeaders(door, config.oidc.issuer, remotes[door.console]));
  app.use(documentationRoutes({ door, config, schema, schemaSdl }));
  app.use(clientRoutes(config.packedClient));
  if (door.console === 'integrator') app.use(oauthRoutes(door, oauth));
  app.use(signInRoutes({ door, sessions: identities.sessions, localIssuer: config.oidc.local, ...parts }));
  app.use(clientErrorRoutes({ door, ...parts }));
  app.use(fileRoutes({ door, ...parts }));
  app.use(consoleRoutes(consoleParts));
  app.use(failureHandler(logger));
  return app;
}
