import { randomUUIDv7 } from 'node:crypto';
import type { Suite } from '@portal/conformance';
import { createTestDatabase, runtimeUrlOf } from '@portal/postgres/testing';
import { type Caller, DATABASE_WAITS, Sealing, signInternalToken } from '@portal/service-kit';
import { type AskGraph, createGraphClient, createTestKeys, testPerson } from '@portal/service-kit/testing';
import type { Accreditation } from '../accreditation/accreditation.ts';
import type { Authority } from '../authority/authority.ts';
import { type HomologationConfig, startHomologation } from '../homologation.ts';
import { testAuthority } from './authority.ts';
import { type CredentialsServer, startCredentialsServer } from './credentials-server.ts';
import { TEST_HOSTS } from './hosts-config.ts';

/** The real service as its gateway sees it, and what stands behind it. */
export interface TestService extends AsyncDisposable {
  url: string;
  /** As its owner, for what a test has to look at by itself. */
  databaseUrl: string;
  credentials: CredentialsServer;
  authority: Authority;
  /** Adds a credential, of a test person's own. */
  credential(facts?: Partial<Accreditation>): Accreditation;
  /** Moved on by tests; what the service takes for the present. */
  clock: { now: Date };
  ask: AskGraph;
  /** Asks an internal address of it in somebody's name. */
  fetch(path: string, caller: Caller): Promise<Response>;
  /** As the service itself uses its database. */
  runtimeUrl: string;
}

/** That a busy machine is slow is no fault of what is tested on it. */
const PATIENT = { ...DATABASE_WAITS, acquireMs: 20_000, lockMs: 20_000, statementMs: 20_000 };

/** What a test may set of it. */
export type TestSettings = Partial<Pick<HomologationConfig, 'timeStamps'>> & { suites?: readonly Suite[] };

/** Starts it, on a database of its own. */
export async function startTestService({ timeStamps = null, suites }: TestSettings = {}): Promise<TestService> {
  await using starting = new AsyncDisposableStack();
  const keys = await createTestKeys();
  const { url: databaseUrl } = starting.use(await createTestDatabase());
  const credentials = starting.use(await startCredentialsServer(keys.jwks));
  const authority = await testAuthority();
  const clock = { now: new Date() };
  const { url } = starting.use(
    await startHomologation(
      {
        port: 0,
        databaseUrl: runtimeUrlOf(databaseUrl),
        databaseOwnerUrl: databaseUrl,
        waits: PATIENT,
        credentialsUrl: credentials.url,
        authUrl: 'https://auth.example',
        ehrUrl: 'https://ehr.example',
        authority,
        previousAuthorities: [],
        signingKey: keys.homologation,
        sealing: new Sealing({ d: 'a test' }, 'token-key'),
        reportSealing: new Sealing({ d: 'a test' }, 'reports'),
        timeStamps,
        portalUrl: 'https://portal.example',
        hmacSecret: 'a test',
        icpBrasilRoots: null,
        populationSeed: '1',
        hosts: TEST_HOSTS,
        internalJwks: keys.jwks,
      },
      () => clock.now,
      suites,
    ),
  );
  const ask = createGraphClient(url, 'homologation', keys.gateway);
  const started = starting.move();
  return {
    url,
    databaseUrl,
    credentials,
    authority,
    credential(facts) {
      const added = testAccreditation(facts);
      credentials.accreditations.push(added);
      return added;
    },
    clock,
    ask,
    async fetch(path, caller) {
      const token = await signInternalToken(keys.gateway, 'homologation', caller);
      return fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    },
    runtimeUrl: runtimeUrlOf(databaseUrl),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

const YEAR_MS = 365 * 86_400_000;

function testAccreditation(facts: Partial<Accreditation> = {}): Accreditation {
  return {
    credentialId: randomUUIDv7(),
    requestId: randomUUIDv7(),
    ownerId: testPerson().id,
    state: 'ACTIVE',
    validUntil: new Date(Date.now() + YEAR_MS).toISOString(),
    portfolio: 'rnds',
    services: [],
    requesterIdentifier: '100001',
    systemName: 'Casa de Saúde',
    uf: 'GO',
    cnes: ['2337991'],
    certificateSha256: null,
    previousCertificate: null,
    revokedCertificates: [],
    productionAsked: false,
    ...facts,
  };
}
