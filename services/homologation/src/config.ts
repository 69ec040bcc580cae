import { RNDS_ERROR_CODES } from '@portal/judge/rnds-errors';
import {
  DATABASE_VARIABLES,
  type DatabaseWaits,
  databaseOn,
  databaseWaits,
  drainSeconds,
  importSigningKey,
  listenAddress,
  portNumber,
  postgresUrl,
  publicJwks,
  readConfig,
  Sealing,
  type SigningKey,
  serviceUrl,
  signingJwk,
  THIS_MACHINE,
  type Variables,
} from '@portal/service-kit';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { type Authority, readAuthority, readAuthorityCertificates } from './authority/authority.ts';
import type { HostsConfig } from './hosts/open-hosts.ts';
import type { StampAuthority } from './time-stamps/stamper.ts';

/** What the key is derived for that seals the key of tokens. */
const TOKEN_KEY = 'portal-de-servicos:homologation-tokens';
/** The same for the keys of reports. */
const REPORT_KEYS = 'portal-de-servicos:conformance-reports';

/** What the service is started with. */
export interface HomologationConfig {
  /** 0 takes a free one. */
  port: number;
  /** Where it listens; on this machine alone where absent. */
  address?: string | undefined;
  /** Names the database; it is made where it is absent. */
  databaseUrl: string;
  /** The same database past a pooler, for the connection that listens; absent where there is none. */
  databaseDirectUrl?: string | undefined;
  /** Of the user that owns the database and migrates it; absent where the service's own user does. */
  databaseOwnerUrl?: string | undefined;
  /** How long it is waited for the database; DATABASE_WAITS where absent. */
  waits?: DatabaseWaits;
  /** So long it goes on answering, not ready, once it is told to stop; not at all where absent. */
  drainMs?: number | undefined;
  credentialsUrl: string;
  /** Where connectors find the Auth host, from outside. */
  authUrl: string;
  /** The same for the EHR host. */
  ehrUrl: string;
  /** The Auth and EHR hosts. */
  hosts: Omit<HostsConfig, 'icpBrasilRoots'>;
  /** Of the people who do not exist. */
  populationSeed: string;
  /** PEM bundle of ICP-Brasil's roots; null takes certificates of any authority, by their fingerprints. */
  icpBrasilRoots: string | null;
  /** Signs the hosts' certificate and trial certificates. */
  authority: Authority;
  /** Those before it, in PEM: what they signed is still taken. */
  previousAuthorities: readonly string[];
  /** Signs calls to credentials. */
  signingKey: SigningKey;
  /** Seals the key of the hosts' tokens. */
  sealing: Sealing;
  /** Seals the keys that reports are signed with. */
  reportSealing: Sealing;
  /** Stamps reports; null where nobody does. */
  timeStamps: StampAuthority | null;
  /** Where people find the integrators' console, from outside. */
  portalUrl: string;
  /** Keys the HMACs by which masked values are told to be the same. */
  hmacSecret: string;
  /** Public keys of those whose internal tokens count. */
  internalJwks: JSONWebKeySet;
}

/** What a reader makes of a text; what it says is wrong is the message. */
function readBy<Result>(read: (text: string) => Result) {
  return z.string().transform((text, context): Result => {
    try {
      return read(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  });
}

/** Where a host is from outside; its connections are TLS whoever ends it. */
function hostUrl() {
  return z.url({ protocol: /^https$/, error: 'must be an https URL' }).transform((url) => url.replace(/\/+$/, ''));
}

/** Which status a refusal has, where the RNDS never published it: `{"EHR-ERR884": 401}`. */
function refusalStatuses() {
  const message = 'must be JSON like {"EHR-ERR884": 401}, with codes of the RNDS and statuses from 400 to 499';
  return z
    .string()
    .transform((text) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return null;
      }
    })
    .pipe(
      z.record(
        z.enum(RNDS_ERROR_CODES as [string, ...string[]], message),
        z.int(message).min(400, message).max(499, message),
        message,
      ),
    );
}

const variables = z
  .object({
    PORT: portNumber().default(4000),
    PUBLIC_ORIGIN: z
      .url({ protocol: /^https?$/, error: 'must be a URL' })
      .transform((url) => new URL(url).origin)
      .optional(),
    CREDENTIALS_PORT: portNumber().optional(),
    HOMOLOGATION_PORT: portNumber().optional(),
    HOMOLOGATION_AUTH_PORT: portNumber().optional(),
    HOMOLOGATION_EHR_PORT: portNumber().optional(),
    HOMOLOGATION_AUTH_ADDRESS: listenAddress().default(THIS_MACHINE),
    HOMOLOGATION_EHR_ADDRESS: listenAddress().default(THIS_MACHINE),
    HOMOLOGATION_AUTH_URL: hostUrl().optional(),
    HOMOLOGATION_EHR_URL: hostUrl().optional(),
    HOMOLOGATION_SEED: z.string().min(1).max(100).default('portal'),
    HOMOLOGATION_SOFTWARE_VERSION: z.string().min(1).max(100).default('4.2.0'),
    HOMOLOGATION_REFUSE_AT_AUTH: z.enum(['on', 'off'], 'must be on or off').default('off'),
    HOMOLOGATION_STATUSES: refusalStatuses().default({}),
    ICP_BRASIL_ROOTS: z.string().optional(),
    HOMOLOGATION_AUTHORITY: readBy(readAuthority),
    HOMOLOGATION_PREVIOUS_AUTHORITY: readBy(readAuthorityCertificates).optional(),
    TSA_URL: z
      .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
      .transform((url) => new URL(url))
      .optional(),
    TSA_CA: z.string().optional(),
    INTERNAL_ADDRESS: listenAddress().optional(),
    DATABASE_URL: postgresUrl().optional(),
    HOMOLOGATION_DATABASE_URL: postgresUrl().optional(),
    HOMOLOGATION_DATABASE_OWNER_URL: postgresUrl().optional(),
    HOMOLOGATION_DATABASE_DIRECT_URL: postgresUrl().optional(),
    ...DATABASE_VARIABLES,
    DRAIN_SECONDS: drainSeconds(),
    CREDENTIALS_URL: serviceUrl().optional(),
    HOMOLOGATION_SIGNING_KEY: signingJwk(),
    INTERNAL_JWKS: publicJwks(),
  })
  .refine(({ DATABASE_URL, HOMOLOGATION_DATABASE_URL }) => DATABASE_URL ?? HOMOLOGATION_DATABASE_URL, {
    path: ['HOMOLOGATION_DATABASE_URL'],
    message: 'is not set',
    // Told along with whatever else is wrong.
    when: () => true,
  });

/** Reads the environment once. */
export async function readHomologationConfig(env: Variables): Promise<HomologationConfig> {
  const set = readConfig(variables, env);
  return {
    port: set.HOMOLOGATION_PORT ?? set.PORT + 7,
    address: set.INTERNAL_ADDRESS,
    databaseUrl: set.HOMOLOGATION_DATABASE_URL ?? databaseOn(set.DATABASE_URL ?? '', 'homologation'),
    databaseOwnerUrl: set.HOMOLOGATION_DATABASE_OWNER_URL,
    databaseDirectUrl: set.HOMOLOGATION_DATABASE_DIRECT_URL,
    waits: databaseWaits(set),
    drainMs: set.DRAIN_SECONDS * 1_000,
    credentialsUrl: set.CREDENTIALS_URL ?? `http://localhost:${set.CREDENTIALS_PORT ?? set.PORT + 4}`,
    authUrl: set.HOMOLOGATION_AUTH_URL ?? `https://localhost:${set.HOMOLOGATION_AUTH_PORT ?? set.PORT + 8}`,
    ehrUrl: set.HOMOLOGATION_EHR_URL ?? `https://localhost:${set.HOMOLOGATION_EHR_PORT ?? set.PORT + 9}`,
    authority: set.HOMOLOGATION_AUTHORITY,
    previousAuthorities: (set.HOMOLOGATION_PREVIOUS_AUTHORITY ?? []).map(String),
    signingKey: await importSigningKey(set.HOMOLOGATION_SIGNING_KEY),
    sealing: new Sealing(set.HOMOLOGATION_SIGNING_KEY, TOKEN_KEY),
    reportSealing: new Sealing(set.HOMOLOGATION_SIGNING_KEY, REPORT_KEYS),
    timeStamps: set.TSA_URL ? { url: set.TSA_URL, authorities: set.TSA_CA ?? null } : null,
    portalUrl: set.PUBLIC_ORIGIN ?? `http://localhost:${set.PORT}`,
    hmacSecret: set.HOMOLOGATION_SIGNING_KEY.d,
    icpBrasilRoots: set.ICP_BRASIL_ROOTS ?? null,
    populationSeed: set.HOMOLOGATION_SEED,
    hosts: {
      authPort: set.HOMOLOGATION_AUTH_PORT ?? set.PORT + 8,
      ehrPort: set.HOMOLOGATION_EHR_PORT ?? set.PORT + 9,
      authAddress: set.HOMOLOGATION_AUTH_ADDRESS,
      ehrAddress: set.HOMOLOGATION_EHR_ADDRESS,
      softwareVersion: set.HOMOLOGATION_SOFTWARE_VERSION,
      refuseUnaccredited: set.HOMOLOGATION_REFUSE_AT_AUTH === 'on',
      statuses: set.HOMOLOGATION_STATUSES,
    },
    internalJwks: set.INTERNAL_JWKS,
  };
}
