import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { keepsMails, type PortalConfig } from './config.ts';
import { assertUsable, databaseUsers, startEmbedded } from './database.ts';
import type { Mailbox } from './mailbox/mailbox.ts';
import { endOrphans, markOf, noteProcesses } from './orphans.ts';
import { assertFree } from './ports.ts';
import { startService } from './process.ts';
import { loadSecrets, publicKeys, type Secrets } from './secrets.ts';
import { type Supervised, type Supervision, supervise } from './supervise.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/**
 * A small young generation: an idle service keeps 60 MB less, and on one machine nobody misses the throughput. Through
 * the gateway goes all that there is, and through homologation whole documents: 2 MB cost each of them an eighth of its time.
 */
const YOUNG_MB: Record<string, number> = { gateway: 8, homologation: 8 };

/** Where a heap ends: far beyond what a service needs, and early enough that others on the machine are spared. */
const OLD_MB = 512;

/** What libraries check only while one develops with them; the others take it for what is said of the whole portal. */
const NODE_ENV = Object.fromEntries(
  ['gateway', 'catalogue', 'homologation'].map((name) => [name, { NODE_ENV: 'production' }]),
);

/** A running portal. Disposing it stops every process, the database last, and keeps the data. */
export interface Portal extends AsyncDisposable {
  /** The integrators' console and the API. */
  url: string;
  /** The reviewers' console. */
  reviewerUrl: string;
  /** Where the gateway's /metrics is. */
  metricsUrl: string;
  /** Where the mails are read that it sent, when they stay here. */
  mailboxUrl?: string;
  databaseUrl: string;
  /** Where PostgreSQL's data lies, when it is ours. */
  databaseDir?: string;
  /** The processes by name, the embedded database among them, as they are now: one that dies is started again. */
  pids: Record<string, number>;
  /** Resolves with what happened when a part died so often that it is started no more. */
  gaveUp: Promise<string>;
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
  await endOrphans(config.dataDir);
  // An embedded database says by itself when its port is taken, once it has ended what a killed start left there.
  const { database: _, identity, mailbox: mailboxPort, ...always } = ports;
  await assertFree({
    ...always,
    ...(config.localIdentity ? { identity } : {}),
    ...(keepsMails(config) ? { mailbox: mailboxPort } : {}),
  });
  await mkdir(join(config.dataDir, 'logs'), { recursive: true });
  const secrets = await loadSecrets(config.dataDir);

  const pids: Record<string, number> = {};
  const keep = (name: string, start: Supervision['start']) =>
    supervise({
      name,
      start,
      started(pid) {
        pids[name] = pid;
        noteProcesses(config.dataDir, pids);
      },
      tell: (line) => console.error(`  ${line}`),
    });
  await using stack = new AsyncDisposableStack();
  const database = await openDatabase(config, stack, keep);
  progress('database ready');
  const mailbox = keepsMails(config) ? stack.use(await openMailbox(config)) : undefined;
  const environment = servicesEnvironment(config, secrets, database.url);
  const ownEnvironment: Record<string, Record<string, string>> = mailbox
    ? { ...NODE_ENV, credentials: mailVariables(config, mailbox) }
    : NODE_ENV;
  // One that cannot start is the answer: nobody waits for those that wait for it.
  const failed = new AbortController();
  const start = async (name: string, port: number) => {
    const starting = keep(name, (abandon) =>
      startService(
        {
          name,
          args: [
            `--max-semi-space-size=${YOUNG_MB[name] ?? 2}`,
            `--max-old-space-size=${OLD_MB}`,
            'dist/main.js',
            markOf(config.dataDir),
          ],
          cwd: join(ROOT, 'services', name),
          environment: { ...environment, ...ownEnvironment[name] },
          readyUrl: `http://127.0.0.1:${port}/readyz`,
          logFile: join(config.dataDir, 'logs', `${name}.log`),
        },
        AbortSignal.any([abandon, failed.signal]),
      ),
    );
    starting.catch((error: unknown) => failed.abort(error));
    const service = await starting;
    progress(`${name} ready`);
    return service;
  };
  await built;
  const services = await together(
    [
      start('gateway', ports.gateway),
      start('credentials', ports.credentials),
      start('catalogue', ports.catalogue),
      start('homologation', ports.homologation),
      ...(config.localIdentity ? [start('identity', identity)] : []),
    ],
    failed.signal,
  );
  for (const service of services.toReversed()) stack.use(service);
  const running = stack.move();
  return {
    url: `http://localhost:${ports.gateway}`,
    reviewerUrl: `http://localhost:${ports.reviewer}`,
    metricsUrl: `http://127.0.0.1:${ports.metrics}`,
    ...(mailbox ? { mailboxUrl: mailbox.url } : {}),
    databaseUrl: database.url,
    ...(database.dataDir ? { databaseDir: database.dataDir } : {}),
    pids,
    gaveUp: Promise.race([...services, ...database.supervised].map((part) => part.gaveUp)),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** The server that the databases are made on. */
interface DatabaseServer {
  url: string;
  /** Where the data lies, when it is ours. */
  dataDir?: string;
  /** One of yours ends without telling us: the services say so. */
  supervised: Supervised[];
}

/** The server of DATABASE_URL, looked at, or an embedded one. */
async function openDatabase(
  config: PortalConfig,
  opened: AsyncDisposableStack,
  keep: (name: string, start: Supervision['start']) => Promise<Supervised>,
): Promise<DatabaseServer> {
  if (config.databaseUrl !== undefined) {
    await assertUsable(config.databaseUrl);
    return { url: config.databaseUrl, supervised: [] };
  }
  let facts = { url: '', dataDir: '' };
  const supervised = opened.use(
    await keep('database', async () => {
      const server = await startEmbedded(config);
      facts = server;
      return { ...server, died: server.ended.then((log) => `the database ended:\n${log}`) };
    }),
  );
  return { url: facts.url, dataDir: facts.dataDir, supervised: [supervised] };
}

async function openMailbox({ dataDir, ports }: PortalConfig): Promise<Mailbox> {
  // Only here: a start with a mail server of its own loads none of it.
  const { startMailbox } = await import('./mailbox/mailbox.ts');
  return startMailbox(join(dataDir, 'mail'), ports.mailbox);
}

/** What credentials mails by. The origins are for it alone: to the gateway they would say that a proxy stands before it. */
function mailVariables({ ports, environment }: PortalConfig, { smtpUrl }: Mailbox): Record<string, string> {
  return {
    SMTP_URL: smtpUrl,
    MAIL_FROM: environment.MAIL_FROM || 'Portal de Serviços <portal@localhost>',
    PUBLIC_ORIGIN: environment.PUBLIC_ORIGIN || `http://localhost:${ports.gateway}`,
    REVIEWER_PUBLIC_ORIGIN: environment.REVIEWER_PUBLIC_ORIGIN || `http://localhost:${ports.reviewer}`,
  };
}

/** All, or none: when one cannot start, those that did are stopped. */
async function together(starting: Promise<Supervised>[], failed: AbortSignal): Promise<Supervised[]> {
  const outcomes = await Promise.allSettled(starting);
  const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  if (!failed.aborted) return started;
  await Promise.all(started.map((service) => service[Symbol.asyncDispose]()));
  throw failed.reason;
}

/** What the services of one machine are started with. */
export function servicesEnvironment(config: PortalConfig, secrets: Secrets, databaseUrl: string) {
  const { ports } = config;
  return {
    LOG_LEVEL: 'warn',
    // A quarter less time to load.
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/compiled'),
    OIDC_CLIENT_ID: 'portal-de-servicos',
    OIDC_CLIENT_SECRET: secrets.oidcClientSecret,
    OIDC_ISSUER: `http://localhost:${ports.identity}`,
    EVIDENCE_DIR: join(config.dataDir, 'evidence'),
    CONSOLE_BUILDS_DIR: join(config.dataDir, 'consoles'),
    CATALOGUE_URL: `http://127.0.0.1:${ports.catalogue}`,
    CREDENTIALS_URL: `http://127.0.0.1:${ports.credentials}`,
    HOMOLOGATION_URL: `http://127.0.0.1:${ports.homologation}`,
    GATEWAY_SIGNING_KEY: JSON.stringify(secrets.gatewaySigningKey),
    CREDENTIALS_SIGNING_KEY: JSON.stringify(secrets.credentialsSigningKey),
    HOMOLOGATION_SIGNING_KEY: JSON.stringify(secrets.homologationSigningKey),
    HOMOLOGATION_AUTHORITY: secrets.homologationAuthority,
    INTERNAL_JWKS: JSON.stringify(publicKeys(secrets)),
    PERSONAL_DATA_KEYS: secrets.personalDataKeys,
    ...(config.databaseUrl === undefined ? databaseUsers(databaseUrl, config.environment) : {}),
    ...config.environment,
    DATA_DIR: config.dataDir,
    DATABASE_URL: databaseUrl,
    PORT: String(ports.gateway),
    REVIEWER_PORT: String(ports.reviewer),
    IDENTITY_PORT: String(ports.identity),
    CATALOGUE_PORT: String(ports.catalogue),
    CREDENTIALS_PORT: String(ports.credentials),
    GATEWAY_METRICS_PORT: String(ports.metrics),
    HOMOLOGATION_PORT: String(ports.homologation),
    HOMOLOGATION_AUTH_PORT: String(ports.homologationAuth),
    HOMOLOGATION_EHR_PORT: String(ports.homologationEhr),
  };
}
