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
  type SigningKey,
  serviceUrl,
  signingJwk,
  type Variables,
} from '@portal/service-kit';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { type Authority, readAuthority, readAuthorityCertificates } from './authority/authority.ts';

/** What the service is started with. */
export interface HomologationConfig {
  /** 0 takes a free one. */
  port: number;
  /** Where it listens; on this machine alone where absent. */
  address?: string | undefined;
  /** Names the database; it is made where it is absent. */
  databaseUrl: string;
  /** Of the user that owns the database and migrates it; absent where the service's own user does. */
  databaseOwnerUrl?: string | undefined;
  /** The same database past a pooler, for the connection that listens; absent where there is none. */
  databaseDirectUrl?: string | undefined;
  /** How long it is waited for the database; DATABASE_WAITS where absent. */
  waits?: DatabaseWaits;
  /** So long it goes on answering, not ready, once it is told to stop; not at all where absent. */
  drainMs?: number | undefined;
  credentialsUrl: string;
  /** Where connectors find the Auth host, from outside. */
  authUrl: string;
  /** The same for the EHR host. */
  ehrUrl: string;
  /** Signs the hosts' certificate and trial certificates. */
  authority: Authority;
  /** Those before it, in PEM: what they signed is still taken. */
  previousAuthorities: readonly string[];
  /** Signs calls to credentials. */
  signingKey: SigningKey;
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

const variables = z
  .object({
    PORT: portNumber().default(4000),
    CREDENTIALS_PORT: portNumber().optional(),
    HOMOLOGATION_PORT: portNumber().optional(),
    HOMOLOGATION_AUTH_PORT: portNumber().optional(),
    HOMOLOGATION_EHR_PORT: portNumber().optional(),
    HOMOLOGATION_AUTH_URL: hostUrl().optional(),
    HOMOLOGATION_EHR_URL: hostUrl().optional(),
    HOMOLOGATION_AUTHORITY: readBy(readAuthority),
    HOMOLOGATION_PREVIOUS_AUTHORITY: readBy(readAuthorityCertificates).optional(),
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
    internalJwks: set.INTERNAL_JWKS,
  };
}
