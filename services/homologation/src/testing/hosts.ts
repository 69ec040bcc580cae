import { randomUUID, X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { MikroORM } from '@mikro-orm/postgresql';
import { type Authority, type IssuedCertificate, issueECnpj, privateKeyPem, toPfx } from '@portal/certificates';
import { suites } from '@portal/conformance';
import { createTestDatabase, runtimeUrlOf } from '@portal/postgres/testing';
import { migrateDatabase, openDatabase, Sealing, type SigningKey } from '@portal/service-kit';
import { createTestKeys } from '@portal/service-kit/testing';
import type { Accreditation } from '../accreditation/accreditation.ts';
import { Accreditations } from '../accreditation/accreditations.ts';
import type { Authority as PortalAuthority } from '../authority/authority.ts';
import { hostNames, openServerCertificates } from '../authority/server-certificate.ts';
import { KnownSuites } from '../conformance/known-suites.ts';
import { Mover } from '../conformance/mover.ts';
import { type Hosts, type HostsConfig, openHosts } from '../hosts/open-hosts.ts';
import { IncidentLedger } from '../incidents/ledger.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { Population } from '../population/population.ts';
import { type JudgeBounds, openJudgeThreads } from '../validation/judge-threads.ts';
import { testAuthority } from './authority.ts';
import { type CredentialsServer, startCredentialsServer } from './credentials-server.ts';
import { TEST_HOSTS } from './hosts-config.ts';

/** A client's certificate with its key, as PEM and as PFX. */
export interface ClientCertificate {
  cert: string;
  key: string;
  sha256: string;
  /** With this password. */
  pfx: Buffer;
  password: string;
}

/** What a host answered. */
export interface HostAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever a test looks for in it
  json: any;
}

/** How a call is made; as `curl` would. */
export interface HostCall {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  certificate?: ClientCertificate | undefined;
}

/** Both hosts as an integrator's system meets them, and what stands behind. */
export interface TestHosts extends AsyncDisposable {
  hosts: Hosts;
  orm: MikroORM;
  /** As its owner, for what a test has to look at by itself. */
  databaseUrl: string;
  mover: Mover;
  knownSuites: KnownSuites;
  incidents: IncidentLedger;
  accreditations: Accreditations;
  /** What the service signs calls to credentials by. */
  signingKey: SigningKey;
  credentials: CredentialsServer;
  population: Population;
  clock: { now: Date };
  /** The portal's own, whom callers trust. */
  authority: PortalAuthority;
  call(url: string, call?: HostCall): Promise<HostAnswer>;
  /** A certificate of an authority, its own unless told, and a credential in force that it is of. */
  accredited(facts?: Partial<Accreditation>): Promise<{ certificate: ClientCertificate; accreditation: Accreditation }>;
  certificate(authority?: Authority, validity?: { notBefore?: Date; notAfter?: Date }): Promise<ClientCertificate>;
  token(certificate: ClientCertificate): Promise<string>;
}

let made = 0;

/** Opens them on a database of their own. */
export async function openTestHosts(
  config: Partial<HostsConfig> = {},
  judging: JudgeBounds = { withinMs: 120_000 },
): Promise<TestHosts> {
  await using starting = new AsyncDisposableStack();
  const database = starting.use(await createTestDatabase());
  const keys = await createTestKeys();
  const credentials = starting.use(await startCredentialsServer(keys.jwks));
  await migrateDatabase({ url: runtimeUrlOf(database.url), ownerUrl: database.url, migrations: MIGRATIONS });
  const orm = starting.adopt(
    await openDatabase({ url: runtimeUrlOf(database.url), entities: [], migrations: MIGRATIONS }),
    (open) => open.close(true),
  );
  const authority = await testAuthority();
  const clock = { now: new Date() };
  const population = new Population('1');
  const named = [config.authAddress, config.ehrAddress].flatMap((address) => (address ? [`https://${address}`] : []));
  const certificates = starting.use(
    await openServerCertificates({ authority, hosts: hostNames(...named), now: () => new Date(), failed: () => {} }),
  );
  const accreditations = starting.use(
    new Accreditations({
      credentialsUrl: credentials.url,
      signingKey: keys.homologation,
      trialCredentialOf: async () => undefined,
    }),
  );
  const knownSuites = new KnownSuites(suites());
  const mover = starting.use(new Mover({ orm, suites: knownSuites, accreditations, now: () => clock.now }));
  const incidents = starting.use(new IncidentLedger(orm));
  const hosts = starting.use(
    await openHosts(
      {
        ...TEST_HOSTS,
        icpBrasilRoots: [],
        ...config,
      },
      {
        orm,
        population,
        accreditations,
        sealing: new Sealing({ d: 'a test' }, 'token-key'),
        hmacSecret: 'a test',
        authorities: [authority.pem],
        certificates,
        ehrUrl: 'https://ehr.example',
        judgeThreads: starting.use(openJudgeThreads(judging)),
        recorded: () => mover.wake(),
        failed: (at) => incidents.note(at),
        now: () => clock.now,
      },
    ),
  );
  const certificate: TestHosts['certificate'] = async (by, validity = {}) =>
    pemsOf(
      await issueECnpj({
        ...(by && { authority: by }),
        ...validity,
        cnpj: '11222333000181',
        companyName: 'Laboratório',
      }),
    );
  const call: TestHosts['call'] = (url, { certificate: client, ...options } = {}) =>
    ask(url, authority.pem, client, options);
  const started = starting.move();
  return {
    hosts,
    orm,
    databaseUrl: database.url,
    mover,
    knownSuites,
    incidents,
    accreditations,
    signingKey: keys.homologation,
    credentials,
    population,
    clock,
    authority,
    call,
    certificate,
    async accredited(facts = {}) {
      const client = await certificate();
      made += 1;
      const accreditation: Accreditation = {
        credentialId: randomUUID(),
        requestId: randomUUID(),
        ownerId: randomUUID(),
        state: 'ACTIVE',
        validUntil: new Date(clock.now.getTime() + 86_400_000).toISOString(),
        portfolio: 'rnds',
        services: ['rnds-ria'],
        requesterIdentifier: String(100 + made),
        systemName: 'Sistema',
        uf: 'GO',
        cnes: ['2337991'],
        certificateSha256: client.sha256,
        previousCertificate: null,
        revokedCertificates: [],
        productionAsked: false,
        ...facts,
      };
      credentials.accreditations.push(accreditation);
      return { certificate: client, accreditation };
    },
    async token(of) {
      return (await call(`${hosts.authUrl}/api/token`, { certificate: of })).json.access_token;
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

async function pemsOf(issued: IssuedCertificate): Promise<ClientCertificate> {
  const sha256 = new X509Certificate(issued.pem).fingerprint256.replaceAll(':', '').toLowerCase();
  const password = 'segredo';
  const pfx = toPfx(issued, { password, cipher: 'AES-256', mac: 'SHA-1' });
  return { cert: [issued.pem, ...issued.chainPem].join('\n'), key: await privateKeyPem(issued), sha256, pfx, password };
}

function ask(
  url: string,
  ca: string,
  client: ClientCertificate | undefined,
  call: Omit<HostCall, 'certificate'>,
): Promise<HostAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { 'user-agent': 'teste/1.0', ...call.headers };
    const tls = { ca, ...(client && { cert: client.cert, key: client.key }) };
    const sent = request(url, { method: call.method ?? 'GET', headers, agent: false, ...tls }, (res) => {
      buffer(res).then((bytes) => {
        const text = bytes.toString('utf8');
        resolve({ status: res.statusCode ?? 0, headers: res.headers, text, json: jsonOf(text) });
      }, reject);
    });
    sent.on('error', reject);
    sent.end(call.body);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
