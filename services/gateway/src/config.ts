import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KeyRing } from '@portal/service-kit/database';
import type { Audience } from '@portal/service-kit/identity';
import {
  commaList,
  DATABASE_VARIABLES,
  type DatabaseWaits,
  databaseOn,
  databaseWaits,
  drainSeconds,
  listenAddress,
  namedKeys,
  portNumber,
  postgresUrl,
  readConfig,
  serviceUrl,
  signingJwk,
  type Variables,
} from '@portal/service-kit/process';
import { z } from 'zod';
import { BUDGETS, type BudgetLimits, LARGEST_BUDGET, LONGEST_WINDOW_MINUTES, NO_LIMITS } from './budget-limits.ts';
import { LIVE_LIMITS, type LiveLimits } from './live-limits.ts';
import { SESSION_IDLE_MS } from './sessions/session-lifetime.ts';

/** Which console a port serves. */
export type ConsoleName = 'integrator' | 'reviewer';

/** A service that accepts the portal's credentials, as RESOURCE_SERVERS registers it. */
export interface ResourceServerConfig {
  id: string;
  secret: string;
  /** What tokens that are meant for it carry. */
  audience: string;
}

/** Where people sign in. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Claim with the assurance level; a dot steps into an object. */
  levelClaim: string;
  /** The issuer is the one of this machine: `/login?as=ana` works, and plain http is accepted. */
  local: boolean;
}

/** How the gateway is started. */
export interface GatewayConfig {
  /** The integrators' console and the API; 0 takes a free one. */
  port: number;
  /** The reviewers' console and the same API. */
  reviewerPort: number;
  /** /metrics has an address of its own; 0 takes a free port. */
  metricsPort: number;
  /** Where that port listens; on this machine alone where absent. */
  internalAddress?: string | undefined;
  databaseUrl: string;
  /** The same database past a pooler, for the connections that listen; absent where there is none. */
  databaseDirectUrl?: string | undefined;
  /** Of the user that owns the database and migrates it; absent where the gateway's own user does. */
  databaseOwnerUrl?: string | undefined;
  /** How long it is waited for the database; DATABASE_WAITS where absent. */
  waits?: DatabaseWaits;
  /** So long it goes on answering, not ready, once it is told to stop; not at all where absent. */
  drainMs?: number | undefined;
  catalogueUrl: string;
  credentialsUrl: string;
  homologationUrl: string;
  signingKey: z.output<ReturnType<typeof signingJwk>>;
  /** Wrap the keys that e-mails of people are sealed by. */
  personalData: KeyRing;
  oidc: OidcConfig;
  /** Subject identifiers or e-mails. */
  reviewers: string[];
  managers: string[];
  auditors: string[];
  admins: string[];
  /** What browsers call the two consoles, where a proxy stands before them. */
  publicOrigin?: string | undefined;
  reviewerPublicOrigin?: string | undefined;
  secureCookies: boolean;
  /** Whether what ADMIN alone may do waits for a second factor; it does not where absent. */
  secondFactorRequired?: boolean | undefined;
  /** A session that nobody used for so long is over; 8 hours where it is absent. */
  sessionIdleMs?: number | undefined;
  /** Addresses and CIDR ranges of the proxies whose X-Forwarded-For is believed; none where absent. */
  trustedProxies?: string[] | undefined;
  /** Services that accept the portal's credentials; none where absent. */
  resourceServers?: ResourceServerConfig[] | undefined;
  /** What one caller may have open at once; 20 WebSockets and 50 subscriptions where absent. */
  liveLimits?: LiveLimits | undefined;
  /** What each class of callers may spend; those of BUDGETS where absent. */
  budgetLimits?: BudgetLimits | undefined;
  /** The Redis that keeps budgets; the database `gateway` does where absent. */
  redisUrl?: string | undefined;
  /** Folders of built files. */
  consoles: ConsoleFolders;
  /** Where each console's manifest is; those of this gateway where absent. */
  consoleRemotes?: ConsoleRemotes | undefined;
  /** The folder in which the client for third parties was packed. */
  packedClient: string;
  /** The composed graph. */
  supergraphSdl: string;
}

/** Where each subgraph but the gateway's own is. */
export function subgraphUrls(config: GatewayConfig): Record<Audience, string> {
  const { catalogueUrl: catalogue, credentialsUrl: credentials, homologationUrl: homologation } = config;
  return { catalogue, credentials, homologation };
}

/** Where the consoles' built files lie. */
export interface ConsoleFolders {
  shell: string;
  integrator: string;
  reviewer: string;
  /** Where their last builds are kept, for pages that are still open; none are where absent. */
  kept?: string | undefined;
}

/** By console, the address of its mf-manifest.json: a path of its listener, or a URL. */
export type ConsoleRemotes = Record<ConsoleName, string>;

/** Where a console is that its own listener serves. */
export function ownEntry(name: ConsoleName): string {
  return `/${name}/mf-manifest.json`;
}

/** Both from their listeners. */
export const OWN_REMOTES: ConsoleRemotes = { integrator: ownEntry('integrator'), reviewer: ownEntry('reviewer') };

const LOCAL_REVIEWERS = ['clara@saude.example', 'davi@saude.example', 'iara@saude.example'];
const LOCAL_MANAGERS = ['gilda@saude.example'];
const LOCAL_AUDITORS = ['hugo@saude.example'];
const LOCAL_ADMINS = ['elis@saude.example'];

const origin = () =>
  z
    .url({ protocol: /^https?$/, error: 'must be an http or https origin' })
    .refine((text) => URL.canParse(text) && new URL(text).pathname === '/', 'must be an origin, without a path')
    .transform((text) => new URL(text).origin);

/** `[{"id": "ehr", "secret": "…", "audience": "https://ehr.example"}]`; a guessable secret is none. */
const resourceServers = () =>
  z.string().transform((text, context): ResourceServerConfig[] => {
    try {
      return registeredServers.parse(JSON.parse(text));
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'must be a JSON list of {id, secret, audience}, secrets of 16 characters or more',
      });
      return z.NEVER;
    }
  });

const registeredServers = z.array(
  z.object({ id: z.string().min(1), secret: z.string().min(16), audience: z.string().min(1) }),
);

/** A path of the listener, or an address elsewhere. */
const remoteEntry = z
  .string()
  .refine((text) => /^\/(?!\/)/.test(text) || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)))
  .optional();

const someRemotes = z.strictObject({ integrator: remoteEntry, reviewer: remoteEntry });

/** `{"integrator": "https://console.example/mf-manifest.json"}`: a console that it leaves out is this gateway's own. */
const consoleRemotes = () =>
  z.string().transform((text, context): ConsoleRemotes => {
    try {
      const { integrator, reviewer } = someRemotes.parse(JSON.parse(text));
      return { integrator: integrator ?? OWN_REMOTES.integrator, reviewer: reviewer ?? OWN_REMOTES.reviewer };
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'must be a JSON object {integrator, reviewer} of paths or http(s) URLs of a mf-manifest.json',
      });
      return z.NEVER;
    }
  });

const budgetLimit = z
  .strictObject({
    burst: z.int().min(1).max(LARGEST_BUDGET),
    perMinute: z.number().positive().max(LARGEST_BUDGET),
  })
  .refine(({ burst, perMinute }) => burst <= perMinute * LONGEST_WINDOW_MINUTES);

const someBudgetLimits = z
  .strictObject({
    anonymous: budgetLimit,
    token: budgetLimit,
    client: budgetLimit,
    'resource-server': budgetLimit,
    person: budgetLimit,
  })
  .partial();

/** `{"token": {"burst": 20000, "perMinute": 20000}}`: classes that it leaves out stay as they are; or off. */
const rateLimits = () =>
  z.string().transform((text, context): BudgetLimits => {
    if (text === 'off') return NO_LIMITS;
    try {
      return { ...BUDGETS, ...(someBudgetLimits.parse(JSON.parse(text)) as Partial<BudgetLimits> as BudgetLimits) };
    } catch {
      context.addIssue({
        code: 'custom',
        message: `must be off, or a JSON object {class: {burst, perMinute}} of ${Object.keys(BUDGETS).join(', ')}, burst at most ten times perMinute`,
      });
      return z.NEVER;
    }
  });

/** In one spelling, because it is part of what a person is known by; a path keeps its slash. */
const issuerUrl = () =>
  z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).transform((text) => new URL(text).href);

const sessionMinutes = () => {
  const wrong = 'must be a number of minutes, 5 to 480';
  return z.coerce
    .number(wrong)
    .min(5, wrong)
    .max(SESSION_IDLE_MS / 60_000, wrong);
};
const count = () => z.coerce.number('must be a whole number').int('must be a whole number').min(1, 'must be 1 or more');

const variables = z.object({
  PORT: portNumber().default(4000),
  REVIEWER_PORT: portNumber().optional(),
  IDENTITY_PORT: portNumber().optional(),
  CATALOGUE_PORT: portNumber().optional(),
  CREDENTIALS_PORT: portNumber().optional(),
  HOMOLOGATION_PORT: portNumber().optional(),
  GATEWAY_METRICS_PORT: portNumber().optional(),
  INTERNAL_ADDRESS: listenAddress().optional(),
  DATABASE_URL: postgresUrl().optional(),
  GATEWAY_DATABASE_URL: postgresUrl().optional(),
  GATEWAY_DATABASE_OWNER_URL: postgresUrl().optional(),
  GATEWAY_DATABASE_DIRECT_URL: postgresUrl().optional(),
  ...DATABASE_VARIABLES,
  DRAIN_SECONDS: drainSeconds(),
  CATALOGUE_URL: serviceUrl().optional(),
  CREDENTIALS_URL: serviceUrl().optional(),
  HOMOLOGATION_URL: serviceUrl().optional(),
  GATEWAY_SIGNING_KEY: signingJwk(),
  PERSONAL_DATA_KEYS: namedKeys(),
  OIDC_ISSUER: issuerUrl().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LEVEL_CLAIM: z.string().default('assurance'),
  REVIEWERS: commaList().optional(),
  MANAGERS: commaList().optional(),
  AUDITORS: commaList().optional(),
  ADMINS: commaList().optional(),
  PUBLIC_ORIGIN: origin().optional(),
  REVIEWER_PUBLIC_ORIGIN: origin().optional(),
  SESSION_IDLE_MINUTES: sessionMinutes().default(SESSION_IDLE_MS / 60_000),
  ADMIN_SECOND_FACTOR: z.enum(['required', 'off'], 'must be required or off').optional(),
  TRUSTED_PROXIES: commaList().optional(),
  RESOURCE_SERVERS: resourceServers().optional(),
  SOCKETS_PER_CALLER: count().default(LIVE_LIMITS.sockets),
  SUBSCRIPTIONS_PER_CALLER: count().default(LIVE_LIMITS.subscriptions),
  RATE_LIMITS: rateLimits().optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis or rediss URL' }).optional(),
  CONSOLES_DIR: z
    .string()
    .min(1)
    .default(fileURLToPath(new URL('../../../frontends', import.meta.url))),
  CONSOLE_BUILDS_DIR: z.string().min(1).optional(),
  CONSOLE_REMOTES: consoleRemotes().optional(),
  SECURE_COOKIES: z.enum(['true', 'false'], 'must be true or false').optional(),
  NODE_ENV: z.string().optional(),
});

/** In production the local issuer, with its made-up reviewers, is never what was left out: who wants it names it. */
const namedInProduction = (name: 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET') =>
  z.refine<Partial<z.output<typeof variables>>>((set) => set.NODE_ENV !== 'production' || set[name] !== undefined, {
    path: [name],
    error: 'is not set',
    // Told along with whatever else is wrong.
    when: () => true,
  });

const schema = variables.check(
  namedInProduction('OIDC_ISSUER'),
  namedInProduction('OIDC_CLIENT_ID'),
  namedInProduction('OIDC_CLIENT_SECRET'),
);

const databaseSchema = z
  .object({ DATABASE_URL: z.string().optional(), GATEWAY_DATABASE_URL: z.string().optional() })
  .refine((set) => set.GATEWAY_DATABASE_URL ?? set.DATABASE_URL, { path: ['DATABASE_URL'], error: 'is not set' })
  .transform((set) => set.GATEWAY_DATABASE_URL ?? databaseOn(set.DATABASE_URL ?? '', 'gateway'));

/** Reads the environment. */
export function readGatewayConfig(env: Variables): GatewayConfig {
  const values = readConfig(schema, env);
  const localIssuer = `http://localhost:${values.IDENTITY_PORT ?? values.PORT + 2}/`;
  const local = values.OIDC_ISSUER === undefined || values.OIDC_ISSUER === localIssuer;
  return {
    port: values.PORT,
    reviewerPort: values.REVIEWER_PORT ?? values.PORT + 1,
    metricsPort: values.GATEWAY_METRICS_PORT ?? values.PORT + 6,
    internalAddress: values.INTERNAL_ADDRESS,
    databaseUrl: readConfig(databaseSchema, env),
    databaseOwnerUrl: values.GATEWAY_DATABASE_OWNER_URL,
    databaseDirectUrl: values.GATEWAY_DATABASE_DIRECT_URL,
    waits: databaseWaits(values),
    drainMs: values.DRAIN_SECONDS * 1_000,
    catalogueUrl: values.CATALOGUE_URL ?? `http://localhost:${values.CATALOGUE_PORT ?? values.PORT + 3}`,
    credentialsUrl: values.CREDENTIALS_URL ?? `http://localhost:${values.CREDENTIALS_PORT ?? values.PORT + 4}`,
    homologationUrl: values.HOMOLOGATION_URL ?? `http://localhost:${values.HOMOLOGATION_PORT ?? values.PORT + 7}`,
    signingKey: values.GATEWAY_SIGNING_KEY,
    personalData: new KeyRing(values.PERSONAL_DATA_KEYS),
    oidc: {
      issuer: values.OIDC_ISSUER ?? localIssuer,
      clientId: values.OIDC_CLIENT_ID ?? 'portal',
      clientSecret: values.OIDC_CLIENT_SECRET ?? 'portal-local',
      levelClaim: values.OIDC_LEVEL_CLAIM,
      local,
    },
    reviewers: values.REVIEWERS ?? (local ? LOCAL_REVIEWERS : []),
    managers: values.MANAGERS ?? (local ? LOCAL_MANAGERS : []),
    auditors: values.AUDITORS ?? (local ? LOCAL_AUDITORS : []),
    admins: values.ADMINS ?? (local ? LOCAL_ADMINS : []),
    publicOrigin: values.PUBLIC_ORIGIN,
    reviewerPublicOrigin: values.REVIEWER_PUBLIC_ORIGIN,
    // The people of one machine are nobody, and have no keys.
    secondFactorRequired: (values.ADMIN_SECOND_FACTOR ?? (local ? 'off' : 'required')) === 'required',
    sessionIdleMs: values.SESSION_IDLE_MINUTES * 60_000,
    trustedProxies: values.TRUSTED_PROXIES,
    resourceServers: values.RESOURCE_SERVERS,
    liveLimits: { sockets: values.SOCKETS_PER_CALLER, subscriptions: values.SUBSCRIPTIONS_PER_CALLER },
    budgetLimits: values.RATE_LIMITS,
    redisUrl: values.REDIS_URL,
    secureCookies: values.SECURE_COOKIES
      ? values.SECURE_COOKIES === 'true'
      : (values.PUBLIC_ORIGIN?.startsWith('https:') ?? false),
    consoles: {
      shell: join(values.CONSOLES_DIR, 'shell/dist'),
      integrator: join(values.CONSOLES_DIR, 'integrator/dist'),
      reviewer: join(values.CONSOLES_DIR, 'reviewer/dist'),
      kept: values.CONSOLE_BUILDS_DIR,
    },
    consoleRemotes: values.CONSOLE_REMOTES,
    packedClient: fileURLToPath(new URL('../../../packages/client/.build', import.meta.url)),
    supergraphSdl: readFileSync(fileURLToPath(import.meta.resolve('@portal/schema/supergraph.graphql')), 'utf8'),
  };
}
