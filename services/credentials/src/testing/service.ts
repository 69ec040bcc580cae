import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase } from '@portal/postgres/testing';
import {
  type Caller,
  createLogger,
  createTokenVerifier,
  type Person,
  serveSubgraph,
  signInternalToken,
} from '@portal/service-kit';
import { createGraphClient, createTestKeys, type GraphAnswer } from '@portal/service-kit/testing';
import { type CataloguePortfolio, CatalogueUnavailable } from '../catalogue/catalogue-client.ts';
import { createContext, type Parts } from '../context.ts';
import { openCredentialsDatabase } from '../database.ts';
import { startSequencer } from '../events/sequencer.ts';
import { evidenceRoutes } from '../evidence/http.ts';
import { openEvidenceDirectory } from '../evidence/storage.ts';
import { buildCredentialsSubgraph } from '../subgraph.ts';
import { testSealing } from './sealing.ts';

/** Evidence and credentials, served on a database and a directory of their own. */
export interface TestService extends AsyncDisposable {
  orm: MikroORM;
  parts: Parts;
  evidenceDirectory: string;
  /** What every act takes for the present; a test may move it on. */
  clock: { now: Date };
  catalogue: { unreachable: boolean };
  graph<Data>(caller: Caller, query: string, variables?: object): Promise<GraphAnswer<Data>>;
  upload(person: Person, requestId: string, body: FormData): Promise<Response>;
  /** The same with a body that is still being written. */
  uploadStream(person: Person, requestId: string, body: AsyncIterable<Uint8Array>, type: string): Promise<Response>;
  download(person: Person, id: string): Promise<Response>;
  /** Asks beside the graph with whatever token. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

const REQUIREMENTS = [
  { id: 'r1', code: 'bundle-enviado', environment: 'PRODUCTION' as const },
  { id: 'r2', code: 'validador', environment: 'PRODUCTION' as const },
  { id: 'r3', code: 'titular-do-certificado', environment: 'HOMOLOGATION' as const },
];

const RNDS: CataloguePortfolio = {
  slug: 'rnds',
  name: 'RNDS',
  needsCredential: true,
  environments: ['HOMOLOGATION', 'PRODUCTION'],
  certificate: [],
  fourEyes: false,
  services: [{ slug: 'rel' }],
  requirements: REQUIREMENTS,
};

/** Starts it. */
export async function startTestService(): Promise<TestService> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const orm = stack.adopt(await openCredentialsDatabase(database.url, testSealing), (open) => open.close(true));
  const evidenceDirectory = stack.adopt(await mkdtemp(join(tmpdir(), 'evidence-')), (path) =>
    rm(path, { recursive: true }),
  );
  const clock = { now: new Date('2026-11-24T12:00:00Z') };
  const catalogue = { unreachable: false };
  const now = () => clock.now;
  const logger = createLogger('credentials-test');
  const parts: Parts = {
    orm,
    catalogue: {
      async portfolio(slug) {
        if (catalogue.unreachable) throw new CatalogueUnavailable('nobody there');
        return slug === RNDS.slug ? RNDS : null;
      },
    },
    lookupEstablishment: () => Promise.reject(new Error('no establishment is looked up here')),
    authorities: undefined,
    evidenceStorage: await openEvidenceDirectory(evidenceDirectory),
    changes: stack.use(await startSequencer({ orm, databaseUrl: database.url, now, logger })),
    webhooks: { wake() {}, allowPrivate: false, sealing: testSealing },
    now,
  };
  const keys = await createTestKeys();
  const verifyToken = createTokenVerifier(keys.jwks, 'credentials');
  const { schema } = await buildCredentialsSubgraph();
  const served = stack.use(
    await serveSubgraph({
      schema,
      port: 0,
      verifyToken,
      createContext: (caller, request) => createContext(parts, caller, request),
      ready: async () => {},
      routes: evidenceRoutes(parts, verifyToken),
      logger,
    }),
  );
  const ask = createGraphClient(served.url, 'credentials', keys.gateway);
  const bearer = async (caller: Caller) => `Bearer ${await signInternalToken(keys.gateway, 'credentials', caller)}`;
  const fetchPath = (path: string, init?: RequestInit) => fetch(`${served.url}${path}`, init);
  const running = stack.move();
  return {
    orm,
    parts,
    evidenceDirectory,
    clock,
    catalogue,
    graph: (caller, query, variables) => ask(query, variables, caller),
    async upload(person, requestId, body) {
      const headers = { authorization: await bearer(person) };
      return fetchPath(`/internal/evidence?accessRequest=${requestId}`, { method: 'POST', body, headers });
    },
    async uploadStream(person, requestId, body, type) {
      const headers = { authorization: await bearer(person), 'content-type': type };
      const init = { method: 'POST', body: ReadableStream.from(body), duplex: 'half', headers } as const;
      return fetchPath(`/internal/evidence?accessRequest=${requestId}`, init);
    },
    async download(person, id) {
      return fetchPath(`/internal/evidence/${id}`, { headers: { authorization: await bearer(person) } });
    },
    fetch: fetchPath,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
