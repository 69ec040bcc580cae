import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { PortalConfig } from './config.ts';
import { type DatabaseServer, openServer } from './database.ts';
import { assertFree } from './ports.ts';
import { type ServiceProcess, startService } from './process.ts';
import { loadSecrets, publicKeys, type Secrets } from './secrets.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/**
 * A small young generation: an idle service keeps 60 MB less, and on one machine nobody misses the throughput. Through
 * the gateway goes all that there is, and 2 MB cost it an eighth of its time.
 */
const YOUNG_MB: Record<string, number> = { gateway: 8 };

/** Where a heap ends: far beyond what a service needs, and early enough that others on the machine are spared. */
const OLD_MB = 512;

/** What libraries check only while one develops with them; the others take it for what is said of the whole portal. */
const NODE_ENV: Record<string, string> = { gateway: 'production', catalogue: 'production' };

/** A running portal. Disposing it stops every process, the database last, and keeps the data. */
export interface Portal extends AsyncDisposable {
  /** The integrators' console and the API. */
  url: string;
  /** The reviewers' console. */
  reviewerUrl: string;
  databaseUrl: string;
  /** Where PostgreSQL's data lies, when it is ours. */
  databaseDir?: string;
  /** The processes by name, the embedded database among them. */
  pids: Record<string, number>;
  /** Resolves with a line that says what happened when a part ends by itself. */
  died: Promise<string>;
}

/**
 * Starts database and services, each a process of its own, and waits until all are ready. The database need not wait
 * for the services to be built: they are started once `built` resolves.
 */
export async function startPortal(
  config: PortalConfig,
  progress: (line: string) => void = () => {},
  built: Promise<void> = Promise.resolve(),
): Promise<Portal> {
  // It may fail while nobody looks at it yet.
  built.catch(() => {});
  const { ports } = config;
  const { database: databasePort, identity, ...always } = ports;
  await assertFree({
    ...always,
    ...(config.localIdentity ? { identity } : {}),
    ...(config.databaseUrl ? {} : { database: databasePort }),
  });
  await mkdir(join(config.dataDir, 'logs'), { recursive: true });
  const secrets = await loadSecrets(config.dataDir);

  await using stack = new AsyncDisposableStack();
  const server = stack.use(await openServer(config));
  progress('database ready');
  const environment = servicesEnvironment(config, secrets, server.url);
  const start = async (name: string, port: number) => {
    const service = await startService({
      name,
      args: [`--max-semi-space-size=${YOUNG_MB[name] ?? 2}`, `--max-old-space-size=${OLD_MB}`, 'dist/main.js'],
      cwd: join(ROOT, 'services', name),
      environment: NODE_ENV[name] ? { ...environment, NODE_ENV: NODE_ENV[name] } : environment,
      readyUrl: `http://127.0.0.1:${port}/readyz`,
      logFile: join(config.dataDir, 'logs', `${name}.log`),
    });
    progress(`${name} ready`);
    return service;
  };
  await built;
  const services = await together([
    start('gateway', ports.gateway),
    start('credentials', ports.credentials),
    start('catalogue', ports.catalogue),
    ...(config.localIdentity ? [start('identity', identity)] : []),
  ]);
  for (const service of services.toReversed()) stack.use(service);
  const running = stack.move();
  return {
    url: `http://localhost:${ports.gateway}`,
    reviewerUrl: `http://localhost:${ports.reviewer}`,
    databaseUrl: server.url,
    ...(server.dataDir ? { databaseDir: server.dataDir } : {}),
    pids: pidsOf(services, server),
    died: Promise.race([...services.map((service) => service.died), databaseEnded(server)]),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** All, or none: when one cannot start, those that did are stopped. */
async function together(starting: Promise<ServiceProcess>[]): Promise<ServiceProcess[]> {
  const outcomes = await Promise.allSettled(starting);
  const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (!failed) return started;
  await Promise.all(started.map((service) => service[Symbol.asyncDispose]()));
  throw failed.reason;
}

function servicesEnvironment(config: PortalConfig, secrets: Secrets, databaseUrl: string) {
  const { ports } = config;
  return {
    LOG_LEVEL: 'warn',
    // A quarter less time to load.
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/compiled'),
    OIDC_CLIENT_ID: 'portal-de-servicos',
    OIDC_CLIENT_SECRET: secrets.oidcClientSecret,
    OIDC_ISSUER: `http://localhost:${ports.identity}`,
    EVIDENCE_DIR: join(config.dataDir, 'evidence'),
    CATALOGUE_URL: `http://127.0.0.1:${ports.catalogue}`,
    CREDENTIALS_URL: `http://127.0.0.1:${ports.credentials}`,
    GATEWAY_SIGNING_KEY: JSON.stringify(secrets.gatewaySigningKey),
    CREDENTIALS_SIGNING_KEY: JSON.stringify(secrets.credentialsSigningKey),
    INTERNAL_JWKS: JSON.stringify(publicKeys(secrets)),
    ...config.environment,
    DATA_DIR: config.dataDir,
    DATABASE_URL: databaseUrl,
    PORT: String(ports.gateway),
    REVIEWER_PORT: String(ports.reviewer),
    IDENTITY_PORT: String(ports.identity),
    CATALOGUE_PORT: String(ports.catalogue),
    CREDENTIALS_PORT: String(ports.credentials),
  };
}

function pidsOf(services: ServiceProcess[], server: DatabaseServer): Record<string, number> {
  const pids = Object.fromEntries(services.map((service) => [service.name, service.pid]));
  return server.pid === undefined ? pids : { ...pids, database: server.pid };
}

function databaseEnded(server: DatabaseServer): Promise<string> {
  // A server that is not ours ends without telling us: the services say so.
  return server.ended?.then((log) => `The database ended:\n${log}`) ?? new Promise(() => {});
}
