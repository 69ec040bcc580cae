import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts, startPostgres } from '@portal/postgres';
import { makeSecrets, type Part, publicKeys, startService } from '@portal/start';
import { Balancer } from './balancer.ts';
import { sendSignal } from './send-signal.ts';

const PRELOADED = ['apart-clock.ts', 'keep-compiled.ts'].flatMap((file) => [
  '--import',
  resolve(import.meta.dirname, file),
]);
const SERVICES = resolve(import.meta.dirname, '../../../services');

/** Longer than a gateway keeps an idle connection to a subgraph. */
const DRAIN_SECONDS = '5';
const MOST_STARTS = 60;
const RESTARTED_AFTER_MS = 500;

/** Everything twice on one database, each pair behind a balancer of its own. */
export interface TwoOfEach extends AsyncDisposable {
  /** The balancer before the gateways. */
  url: string;
  /** The gateways themselves. */
  gateways: [string, string];
  /** Where the database `gateway` is. */
  gatewayDatabaseUrl: string;
  /** The superuser's, of the server. */
  databaseUrl: string;
  evidenceDir: string;
  /** A file for each process. */
  logsDir: string;
  /** The keys that services sign by, public. */
  keys: ReturnType<typeof publicKeys>;
  /** What stands before each pair, and before the hosts of the homologation environment. */
  balancers: Record<Pair | Host, Balancer>;
  /** Stops one of each by SIGTERM, all at once, and starts it anew once it has ended; resolves when the balancers hand it connections again. */
  restart(which: Which): Promise<void>;
  /** Kills one and starts it anew; resolves when its balancer hands it connections again. */
  kill(name: Pair, which: Which): Promise<void>;
  /** Kills the server of the databases, with all that it holds in memory, and starts it anew. */
  killDatabase(): Promise<void>;
  /** Sets the clock of one so far ahead of this machine's, or behind; where they were started with clocks of their own. */
  moveClock(name: Pair, which: Which, aheadMs: number): Promise<void>;
  /** The process of one now; undefined while there is none. */
  pid(name: Pair, which: Which): number | undefined;
}

/** Services that there are two of. */
export type Pair = 'gateway' | 'catalogue' | 'credentials' | 'homologation';
export const PAIRS: readonly Pair[] = ['catalogue', 'credentials', 'homologation', 'gateway'];
export type Which = 0 | 1;
/** Hosts that connectors call, of homologation. */
export const HOSTS = ['auth', 'ehr'] as const;
export type Host = (typeof HOSTS)[number];

/** Starts them, as they were last built; each process that is started with its clock so far ahead as `aheadMs` says. */
export async function startTwoOfEach(environment: Record<string, string>, aheadMs?: () => number): Promise<TwoOfEach> {
  await using starting = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'portal-two-'));
  // The account that PostgreSQL runs as must be able to enter.
  await chmod(dataDir, 0o755);
  starting.defer(() => rm(dataDir, { recursive: true, force: true }));
  const [logsDir, clocksDir] = [join(dataDir, 'logs'), join(dataDir, 'clocks')];
  await Promise.all([mkdir(logsDir), mkdir(clocksDir)]);
  const clockOf = (log: string) => join(clocksDir, log);
  const moveClock = async (log: string, ms: number) => {
    // In one step: whose clock it is reads it all the time.
    await writeFile(`${clockOf(log)}.new`, String(ms));
    await rename(`${clockOf(log)}.new`, clockOf(log));
  };
  const data = { dataDir: join(dataDir, 'postgres') };
  let database = await startPostgres({ ...data, port: 0 });
  starting.defer(() => database[Symbol.asyncDispose]());
  const [identityPort = 0, ...ports] = await freePorts(23);
  const port = () => ports.pop() ?? 0;
  const at = (place: number) => `http://localhost:${place}`;

  const own = Object.fromEntries(PAIRS.map((name) => [name, [port(), port()]])) as Record<Pair, [number, number]>;
  const urlOf = (name: Pair, which: Which) => `http://127.0.0.1:${own[name][which]}`;
  const hosts = Object.fromEntries(HOSTS.map((name) => [name, [port(), port()]])) as Record<Host, [number, number]>;
  const balancers = {} as TwoOfEach['balancers'];
  for (const name of PAIRS) {
    balancers[name] = starting.use(await Balancer.start(port(), [urlOf(name, 0), urlOf(name, 1)]));
  }
  for (const name of HOSTS) {
    balancers[name] = starting.use(await Balancer.beside(balancers.homologation, port(), hosts[name]));
  }
  const secrets = await makeSecrets();
  const keys = publicKeys(secrets);
  const evidenceDir = join(dataDir, 'evidence');
  const shared = {
    PATH: process.env.PATH,
    LOG_LEVEL: 'info',
    DRAIN_SECONDS,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    NODE_COMPILE_CACHE: join(dataDir, 'compiled'),
    EVIDENCE_DIR: evidenceDir,
    IDENTITY_PORT: String(identityPort),
    OIDC_ISSUER: `${at(identityPort)}/`,
    OIDC_CLIENT_ID: 'portal-de-servicos',
    OIDC_CLIENT_SECRET: secrets.oidcClientSecret,
    GATEWAY_SIGNING_KEY: JSON.stringify(secrets.gatewaySigningKey),
    CREDENTIALS_SIGNING_KEY: JSON.stringify(secrets.credentialsSigningKey),
    HOMOLOGATION_SIGNING_KEY: JSON.stringify(secrets.homologationSigningKey),
    HOMOLOGATION_AUTHORITY: secrets.homologationAuthority,
    PERSONAL_DATA_KEYS: secrets.personalDataKeys,
    INTERNAL_JWKS: JSON.stringify(keys),
    CATALOGUE_URL: balancers.catalogue.url,
    CREDENTIALS_URL: balancers.credentials.url,
    HOMOLOGATION_URL: balancers.homologation.url,
    HOMOLOGATION_AUTH_URL: balancers.auth.url.replace('http:', 'https:'),
    HOMOLOGATION_EHR_URL: balancers.ehr.url.replace('http:', 'https:'),
    PUBLIC_ORIGIN: balancers.gateway.url,
    ALLOW_PRIVATE_WEBHOOKS: 'on',
    DATABASE_ACQUIRE_MS: '20000',
    DATABASE_LOCK_MS: '20000',
    DATABASE_STATEMENT_MS: '20000',
    ...environment,
  };
  const start = async (name: string, place: number, log: string, more: Record<string, string | undefined>) => {
    await moveClock(log, aheadMs?.() ?? 0);
    return startService(
      {
        name: log,
        args: [...(aheadMs ? PRELOADED : []), 'dist/main.js'],
        cwd: join(SERVICES, name),
        environment: { ...shared, ...more, CLOCK_AHEAD_FILE: clockOf(log) },
        readyUrl: `http://127.0.0.1:${place}/readyz`,
        logFile: join(logsDir, `${log}.log`),
      },
      new AbortController().signal,
    );
  };
  const beside = [0, 1].map(() => ({ reviewer: String(port()), metrics: String(port()) }));
  const startOne = (name: Pair, which: Which) => {
    const place = String(own[name][which]);
    const variables = {
      catalogue: { NODE_ENV: 'production', CATALOGUE_PORT: place },
      credentials: { CREDENTIALS_PORT: place },
      homologation: {
        NODE_ENV: 'production',
        HOMOLOGATION_PORT: place,
        HOMOLOGATION_AUTH_PORT: String(hosts.auth[which]),
        HOMOLOGATION_EHR_PORT: String(hosts.ehr[which]),
      },
      gateway: {
        NODE_ENV: 'production',
        PORT: place,
        REVIEWER_PORT: beside[which]?.reviewer,
        GATEWAY_METRICS_PORT: beside[which]?.metrics,
      },
    };
    return start(name, own[name][which], `${name}-${which}`, variables[name]);
  };
  starting.use(
    await start('identity', identityPort, 'identity', {
      IDENTITY_PORT: String(identityPort),
      IDENTITY_REDIRECT_URIS: `${balancers.gateway.url}/callback`,
    }),
  );
  const running = new Map<string, Part>();
  starting.defer(async () => {
    await Promise.all([...running.values()].map((part) => part[Symbol.asyncDispose]()));
  });
  const both = [0, 1] as const;
  const startAnew = async (name: Pair, which: Which) => {
    running.set(`${name} ${which}`, await startOne(name, which));
    await balancers[name].sees(urlOf(name, which), true);
  };
  await Promise.all(both.flatMap((which) => PAIRS.map((name) => startAnew(name, which))));
  const started = starting.move();
  const stopOne = async (name: Pair, which: Which) => {
    const part = running.get(`${name} ${which}`);
    running.delete(`${name} ${which}`);
    await part?.[Symbol.asyncDispose]();
  };
  return {
    url: balancers.gateway.url,
    gateways: [at(own.gateway[0]), at(own.gateway[1])],
    gatewayDatabaseUrl: Object.assign(new URL(database.url), { pathname: '/gateway' }).href,
    databaseUrl: database.url,
    evidenceDir,
    logsDir,
    keys,
    balancers,
    async restart(which) {
      await Promise.all(
        PAIRS.map(async (name) => {
          await stopOne(name, which);
          await startAnew(name, which);
        }),
      );
    },
    async kill(name, which) {
      sendSignal(running.get(`${name} ${which}`)?.pid ?? Number.NaN, 'SIGKILL');
      await stopOne(name, which);
      await untilItStarts(() => startAnew(name, which));
    },
    async killDatabase() {
      const { pid, port: place, ended } = database;
      process.kill(pid, 'SIGKILL');
      await ended;
      await untilItStarts(async () => {
        database = await startPostgres({ ...data, port: place });
      });
    },
    moveClock: (name, which, ms) => moveClock(`${name}-${which}`, ms),
    pid: (name, which) => running.get(`${name} ${which}`)?.pid,
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

/** As whatever keeps processes running does: one that ends while the database is away is started again. */
async function untilItStarts(start: () => Promise<void>): Promise<void> {
  for (let times = 1; ; times++) {
    try {
      return await start();
    } catch (error) {
      if (times === MOST_STARTS) throw error;
      await delay(RESTARTED_AFTER_MS);
    }
  }
}
