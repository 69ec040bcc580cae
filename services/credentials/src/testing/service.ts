import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase, runtimeUrlOf } from '@portal/postgres/testing';
import { type Caller, DATABASE_WAITS, type DatabaseWaits, signInternalToken } from '@portal/service-kit';
import { createGraphClient, createTestKeys, type GraphAnswer } from '@portal/service-kit/testing';
import { createClient } from 'graphql-ws';
import { startCredentials } from '../credentials.ts';
import { openCredentialsDatabase } from '../database.ts';
import type { MailSettings } from '../notices/mail/mailer.ts';
import { AlikeSocket } from './alike-socket.ts';
import { type CatalogueServer, startCatalogueServer, testPortfolios } from './catalogue-server.ts';
import { testKeys, testSealing } from './sealing.ts';
import { testDraw } from './test-draw.ts';

/** An item of a subscription. */
export interface Item<Data> {
  data?: Data | null;
  errors?: { message: string; extensions: { code: string } }[];
}

/** The real service as its gateway sees it, and what stands behind it. */
export interface TestService extends AsyncDisposable {
  /** As its owner, for what a test has to look at or change by itself. */
  databaseUrl: string;
  /** As the user that the service works as. */
  runtimeUrl: string;
  /** On the service's database, with connections of its own. */
  orm: MikroORM;
  evidenceDirectory: string;
  catalogue: CatalogueServer;
  /** Moved on by tests; what the service takes for the present. */
  clock: { now: Date };
  ask<Data>(caller: Caller, query: string, variables?: object): Promise<GraphAnswer<Data>>;
  /** All subscriptions go over one connection, as the gateway's do. */
  subscribe<Data>(
    caller: Caller,
    query: string,
    variables?: Record<string, unknown>,
  ): AsyncIterableIterator<Item<Data>>;
  /** A connection as the gateway's, and what names a caller on it. */
  openLine(): Promise<AlikeSocket>;
  tokenOf(caller: Caller): Promise<string>;
  /** Asks beside the graph, in somebody's name or with whatever token the headers bring. */
  fetch(path: string, init?: RequestInit & { as?: Caller }): Promise<Response>;
  /** Does something while the catalogue does not answer, and what it answered before is forgotten. */
  withoutCatalogue<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Where a service keeps what it has to remember. */
export interface Places {
  /** How notices are mailed; not at all where absent. */
  mail?: MailSettings;
  databaseUrl: string;
  evidenceDirectory: string;
  /** The antivirus; none where absent. */
  clamdUrl?: string;
  /** A bundle of trusted authorities; without one none is asked for anything. */
  icpBrasilRoots?: string;
  icpBrasilRevocation?: 'open' | 'closed' | 'off';
}

/** That a busy machine is slow is no fault of what is tested on it. */
export const PATIENT: DatabaseWaits = { ...DATABASE_WAITS, acquireMs: 20_000, lockMs: 20_000, statementMs: 20_000 };

/** Starts it, on a database and a directory of its own, or on those that are given, which outlive it. */
export async function startService(places: Partial<Places> = {}, waits: DatabaseWaits = PATIENT): Promise<TestService> {
  await using starting = new AsyncDisposableStack();
  const keys = await createTestKeys();
  const databaseUrl = places.databaseUrl ?? starting.use(await createTestDatabase()).url;
  const evidenceDirectory =
    places.evidenceDirectory ??
    starting.adopt(await mkdtemp(join(tmpdir(), 'evidence-')), (path) => rm(path, { recursive: true }));
  const catalogue = starting.use(await startCatalogueServer(keys.jwks, testPortfolios()));
  const clock = { now: new Date() };
  const { url } = starting.use(
    await startCredentials(
      {
        port: 0,
        databaseUrl: runtimeUrlOf(databaseUrl),
        databaseOwnerUrl: databaseUrl,
        waits,
        catalogueUrl: catalogue.url,
        signingKey: keys.credentials,
        sealing: { current: testSealing, previous: null },
        personalData: testKeys.personalData,
        ruleDraw: testDraw,
        internalJwks: keys.jwks,
        evidenceDir: evidenceDirectory,
        clamdUrl: places.clamdUrl,
        cnesApi: false,
        allowPrivateWebhooks: true,
        icpBrasilRoots: places.icpBrasilRoots ?? null,
        icpBrasilRevocation: places.icpBrasilRevocation ?? 'open',
        noticeDays: 180,
        portalUrl: 'https://portal.example',
        mail: places.mail,
      },
      () => clock.now,
    ),
  );
  const orm = starting.adopt(await openCredentialsDatabase(databaseUrl, testKeys, PATIENT), (open) => open.close(true));
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, retryAttempts: 0 });
  starting.defer(() => void client.dispose());
  const ask = createGraphClient(url, 'credentials', keys.gateway);
  const tokenOf = (caller: Caller) =>
    signInternalToken(caller.kind === 'service' ? keys.homologation : keys.gateway, 'credentials', caller);
  const started = starting.move();
  return {
    databaseUrl,
    runtimeUrl: runtimeUrlOf(databaseUrl),
    orm,
    evidenceDirectory,
    catalogue,
    clock,
    ask: (caller, query, variables) => ask(query, variables, caller),
    subscribe<Data>(caller: Caller, query: string, variables: Record<string, unknown> = {}) {
      const opened = tokenOf(caller).then((internalToken) =>
        client.iterate<Data>({ query, variables, extensions: { internalToken } }),
      );
      return {
        next: async () => (await opened).next() as Promise<IteratorResult<Item<Data>>>,
        return: async () => (await opened).return?.() as Promise<IteratorResult<Item<Data>>>,
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
    openLine: () => AlikeSocket.open(url),
    tokenOf,
    async fetch(path, { as, ...init } = {}) {
      const headers = new Headers(init.headers);
      if (as) headers.set('authorization', `Bearer ${await tokenOf(as)}`);
      return fetch(`${url}${path}`, { ...init, headers });
    },
    async withoutCatalogue(work) {
      const { portfolios } = catalogue;
      catalogue.portfolios = null;
      clock.now = new Date(clock.now.getTime() + 61_000);
      try {
        return await work();
      } finally {
        catalogue.portfolios = portfolios;
      }
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
