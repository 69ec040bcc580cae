import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@portal/postgres/testing';
import { type Caller, type Person, signInternalToken } from '@portal/service-kit';
import { createGraphClient, createTestKeys, type GraphAnswer, testPerson } from '@portal/service-kit/testing';
import { createClient } from 'graphql-ws';
import { startCredentials } from '../credentials.ts';
import { type CatalogueServer, startCatalogueServer, testPortfolios } from './catalogue-server.ts';
import { testSealing } from './sealing.ts';

/** The people of the local issuer. */
export const people = {
  ana: person(1, 'Ana Souza'),
  bruno: person(2, 'Bruno Lima', { assuranceLevel: 'SILVER' }),
  clara: person(3, 'Clara Nunes', { roles: ['INTEGRATOR', 'REVIEWER'] }),
  davi: person(4, 'Davi Rocha', { roles: ['INTEGRATOR', 'REVIEWER'] }),
  elis: person(5, 'Elis Prado', { roles: ['INTEGRATOR', 'ADMIN'] }),
  fabio: person(6, 'Fabio Reis', { assuranceLevel: 'BRONZE' }),
};

function person(place: number, name: string, more: Partial<Person> = {}): Person {
  return testPerson({ id: `01900000-0000-7000-8000-0000000000a${place}`, name, email: null, ...more });
}

/** An item of a subscription. */
export interface Item<Data> {
  data?: Data | null;
  errors?: { message: string; extensions: { code: string } }[];
}

/** The real service, as its gateway sees it. */
export interface RunningService extends AsyncDisposable {
  url: string;
  databaseUrl: string;
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
  attach(person: Person, requestId: string, text: string, requirements?: string[]): Promise<{ id: string }>;
}

/** Starts the service on a database and a directory of its own. */
export async function startRunningService(): Promise<RunningService> {
  await using starting = new AsyncDisposableStack();
  const keys = await createTestKeys();
  const database = starting.use(await createTestDatabase());
  const evidenceDir = starting.adopt(await mkdtemp(join(tmpdir(), 'evidence-')), (path) =>
    rm(path, { recursive: true }),
  );
  const catalogue = starting.use(await startCatalogueServer(keys.jwks, testPortfolios()));
  const clock = { now: new Date() };
  const service = starting.use(
    await startCredentials(
      {
        port: 0,
        databaseUrl: database.url,
        catalogueUrl: catalogue.url,
        signingKey: keys.credentials,
        sealing: { current: testSealing, previous: null },
        internalJwks: keys.jwks,
        evidenceDir,
        cnesApi: false,
        allowPrivateWebhooks: true,
        icpBrasilRoots: null,
      },
      () => clock.now,
    ),
  );
  const client = createClient({ url: `${service.url.replace('http', 'ws')}/graphql`, retryAttempts: 0 });
  starting.defer(() => void client.dispose());
  const ask = createGraphClient(service.url, 'credentials', keys.gateway);
  const tokenOf = (caller: Caller) => signInternalToken(keys.gateway, 'credentials', caller);
  const started = starting.move();
  return {
    url: service.url,
    databaseUrl: database.url,
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
    async attach(caller, requestId, text, requirements = []) {
      const body = new FormData();
      body.append('file', new File(['%PDF-1.7\n', text], 'evidencia.pdf'));
      for (const code of requirements) body.append('requirement', code);
      const headers = { authorization: `Bearer ${await tokenOf(caller)}` };
      const url = `${service.url}/internal/evidence?accessRequest=${requestId}`;
      const response = await fetch(url, { method: 'POST', body, headers });
      if (!response.ok) throw new Error(`not attached: ${response.status} ${await response.text()}`);
      return (await response.json()) as { id: string };
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
