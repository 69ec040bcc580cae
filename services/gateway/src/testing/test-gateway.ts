import { randomBytes } from 'node:crypto';
import { freePorts } from '@portal/postgres';
import { createTestDatabase, runtimeUrlOf } from '@portal/postgres/testing';
import { KeyRing } from '@portal/service-kit/database';
import { createTokenVerifier } from '@portal/service-kit/identity';
import { DATABASE_WAITS } from '@portal/service-kit/process';
import { openSilentWay, type SilentWay } from '@portal/service-kit/testing';
import type { Express } from 'express';
import { exportJWK, generateKeyPair } from 'jose';
import { NO_LIMITS } from '../budget-limits.ts';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import { type RunningGateway, startGateway } from '../gateway.ts';
import { TestBrowser } from './browser.ts';
import { startIdentityProcess } from './identity-process.ts';
import { composeTestSupergraph, startTestSubgraphs, type TestSubgraphs } from './subgraphs.ts';

/** A gateway with all that stands around it, each part real. */
export interface TestGateway extends AsyncDisposable {
  gateway: RunningGateway;
  config: GatewayConfig;
  subgraphs: TestSubgraphs;
  /** What the gateway reaches its database and credentials by. */
  ways: { database: SilentWay; credentials: SilentWay };
  /** A browser in which this person is signed in, at the integrators' listener unless another is named. */
  signedIn(name: string, listenerUrl?: string): Promise<TestBrowser>;
}

export interface TestGatewayOptions {
  config?: Partial<GatewayConfig>;
  now?: Clock;
  /** Routes of credentials beside its graph. */
  credentialsRoutes?: (app: Express) => void;
  /** The same of homologation. */
  homologationRoutes?: (app: Express) => void;
}

/** Starts it; what the options leave out is as on one machine. */
export async function startTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  await using starting = new AsyncDisposableStack();
  const database = starting.use(await createTestDatabase());
  const { privateKey, publicKey } = await generateKeyPair('Ed25519', { extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid: 'gateway' };
  const jwks = { keys: [publicJwk] };
  const subgraphs = starting.use(
    await startTestSubgraphs(
      {
        catalogue: createTokenVerifier(jwks, 'catalogue'),
        credentials: createTokenVerifier(jwks, 'credentials'),
        homologation: createTokenVerifier(jwks, 'homologation'),
      },
      options.credentialsRoutes,
      options.homologationRoutes,
    ),
  );
  const ways = {
    database: starting.use(await openSilentWay(database.url)),
    credentials: starting.use(await openSilentWay(subgraphs.credentials.url)),
  };
  const [port = 0, reviewerPort = 0] = await freePorts(2);
  const identity = starting.use(await startIdentityProcess({ port, reviewerPort }));
  const config: GatewayConfig = {
    port,
    reviewerPort,
    metricsPort: 0,
    databaseUrl: runtimeUrlOf(ways.database.url),
    databaseOwnerUrl: database.url,
    // That a busy machine is slow is no fault of what is tested on it.
    waits: { ...DATABASE_WAITS, acquireMs: 20_000, lockMs: 20_000 },
    catalogueUrl: subgraphs.catalogue.url,
    credentialsUrl: ways.credentials.url,
    homologationUrl: subgraphs.homologation.url,
    signingKey: { ...(await exportJWK(privateKey)), kid: 'gateway' } as GatewayConfig['signingKey'],
    personalData: new KeyRing([['test', randomBytes(32)]]),
    oidc: {
      issuer: identity.url,
      clientId: 'portal',
      clientSecret: 'portal-local',
      levelClaim: 'assurance',
      local: true,
    },
    reviewers: ['clara@saude.example', 'davi@saude.example'],
    managers: ['gilda@saude.example'],
    auditors: ['hugo@saude.example'],
    admins: ['elis@saude.example'],
    secureCookies: false,
    budgetLimits: NO_LIMITS,
    consoles: { shell: '/nowhere', integrator: '/nowhere', reviewer: '/nowhere' },
    packedClient: '/nowhere',
    supergraphSdl: composeTestSupergraph(),
    ...options.config,
  };
  const gateway = starting.use(await startGateway(config, options.now));
  const running = starting.move();
  return {
    gateway,
    config,
    subgraphs,
    ways,
    async signedIn(name, listenerUrl = gateway.url) {
      const browser = new TestBrowser();
      const response = await browser.ask(`${listenerUrl}/login?as=${name}&returnTo=/healthz`);
      const end = await browser.visit(new URL(response.headers.get('location') ?? '', listenerUrl).href);
      if (!end.url.endsWith('/healthz')) throw new Error(`sign-in ended at ${end.url}`);
      return browser;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
