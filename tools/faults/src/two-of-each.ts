import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePorts, startPostgres } from '@portal/postgres';
import { makeSecrets, type Part, publicKeys, startService } from '@portal/start';
import { Balancer } from './balancer.ts';

const SERVICES = resolve(import.meta.dirname, '../../services');

/** Longer than a gateway keeps an idle connection to a subgraph. */
const DRAIN_SECONDS = '5';

/** Everything twice on one database, each pair behind a balancer of its own. */
export interface TwoOfEach extends AsyncDisposable {
  /** The balancer before the gateways. */
  url: string;
  /** The gateways themselves. */
  gateways: [string, string];
  /** Where the database `gateway` is. */
  gatewayDatabaseUrl: string;
  /** Stops one of each by SIGTERM, all at once, and starts it anew once it has ended; resolves when the balancers hand it connections again. */
  restart(which: 0 | 1): Promise<void>;
}

type Pair = 'gateway' | 'catalogue' | 'credentials' | 'homologation';
const PAIRS: Pair[] = ['catalogue', 'credentials', 'homologation', 'gateway'];

/** Starts them, as they were last built. */
export async function startTwoOfEach(environment: Record<string, string>): Promise<TwoOfEach> {
  await using starting = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'portal-two-'));
  // The account that PostgreSQL runs as must be able to enter.
  await chmod(dataDir, 0o755);
  starting.defer(() => rm(dataDir, { recursive: true, force: true }));
  await mkdir(join(dataDir, 'logs'));
  const database = starting.use(await startPostgres({ dataDir: join(dataDir, 'postgres'), port: 0 }));
  const [identityPort = 0, ...ports] = await freePorts(17);
  const port = () => ports.pop() ?? 0;
  const at = (place: number) => `http://localhost:${place}`;

  const own = Object.fromEntries(PAIRS.map((name) => [name, [port(), port()]])) as Record<Pair, [number, number]>;
  const balancers = {} as Record<Pair, Balancer>;
  for (const name of PAIRS) {
    const urls = own[name].map((one) => `http://127.0.0.1:${one}`);
    balancers[name] = starting.use(await Balancer.start(port(), urls));
  }
  const secrets = await makeSecrets();
  const shared = {
    PATH: process.env.PATH,
    LOG_LEVEL: 'info',
    DRAIN_SECONDS,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    EVIDENCE_DIR: join(dataDir, 'evidence'),
    IDENTITY_PORT: String(identityPort),
    OIDC_ISSUER: `${at(identityPort)}/`,
    OIDC_CLIENT_ID: 'portal-de-servicos',
    OIDC_CLIENT_SECRET: secrets.oidcClientSecret,
    GATEWAY_SIGNING_KEY: JSON.stringify(secrets.gatewaySigningKey),
    CREDENTIALS_SIGNING_KEY: JSON.stringify(secrets.credentialsSigningKey),
    HOMOLOGATION_SIGNING_KEY: JSON.stringify(secrets.homologationSigningKey),
    HOMOLOGATION_AUTHORITY: secrets.homologationAuthority,
    INTERNAL_JWKS: JSON.stringify(publicKeys(secrets)),
    CATALOGUE_URL: balancers.catalogue.url,
    CREDENTIALS_URL: balancers.credentials.url,
    HOMOLOGATION_URL: balancers.homologation.url,
    PUBLIC_ORIGIN: balancers.gateway.url,
    ALLOW_PRIVATE_WEBHOOKS: 'on',
    DATABASE_ACQUIRE_MS: '20000',
    DATABASE_LOCK_MS: '20000',
    DATABASE_STATEMENT_MS: '20000',
    ...environment,
  };
  const start = (name: string, place: number, log: string, more: Record<string, string | undefined>) =>
    startService(
      {
        name: log,
        args: ['dist/main.js'],
        cwd: join(SERVICES, name),
        environment: { ...shared, ...more },
        readyUrl: `http://127.0.0.1:${place}/readyz`,
        logFile: join(dataDir, 'logs', `${log}.log`),
      },
      new AbortController().signal,
    );
  const beside = [0, 1].map(() => ({ reviewer: String(port()), metrics: String(port()) }));
  const startOne = (name: Pair, which: 0 | 1) => {
    const place = String(own[name][which]);
    const variables = {
      catalogue: { NODE_ENV: 'production', CATALOGUE_PORT: place },
      credentials: { CREDENTIALS_PORT: place },
      // Nobody calls their hosts here: any free port.
      homologation: {
        NODE_ENV: 'production',
        HOMOLOGATION_PORT: place,
        HOMOLOGATION_AUTH_PORT: '0',
        HOMOLOGATION_EHR_PORT: '0',
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
  const startAnew = async (name: Pair, which: 0 | 1) => {
    running.set(`${name} ${which}`, await startOne(name, which));
    await balancers[name].sees(`http://127.0.0.1:${own[name][which]}`, true);
  };
  await Promise.all(both.flatMap((which) => PAIRS.map((name) => startAnew(name, which))));
  const started = starting.move();
  return {
    url: balancers.gateway.url,
    gateways: [at(own.gateway[0]), at(own.gateway[1])],
    gatewayDatabaseUrl: Object.assign(new URL(database.url), { pathname: '/gateway' }).href,
    async restart(which) {
      await Promise.all(
        PAIRS.map(async (name) => {
          await running.get(`${name} ${which}`)?.[Symbol.asyncDispose]();
          await startAnew(name, which);
        }),
      );
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
