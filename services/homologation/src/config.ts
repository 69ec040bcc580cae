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
  /** How long it is waited for the database; DATABASE_WAITS where absent. */
  waits?: DatabaseWaits;
  /** So long it goes on answering, not ready, once it is told to stop; not at all where absent. */
  drainMs?: number | undefined;
  credentialsUrl: string;
  /** Signs calls to credentials. */
  signingKey: SigningKey;
  /** Public keys of those whose internal tokens count. */
  internalJwks: JSONWebKeySet;
}

const variables = z
  .object({
    PORT: portNumber().default(4000),
    CREDENTIALS_PORT: portNumber().optional(),
    HOMOLOGATION_PORT: portNumber().optional(),
    INTERNAL_ADDRESS: listenAddress().optional(),
    DATABASE_URL: postgresUrl().optional(),
    HOMOLOGATION_DATABASE_URL: postgresUrl().optional(),
    HOMOLOGATION_DATABASE_OWNER_URL: postgresUrl().optional(),
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
    waits: databaseWaits(set),
    drainMs: set.DRAIN_SECONDS * 1_000,
    credentialsUrl: set.CREDENTIALS_URL ?? `http://localhost:${set.CREDENTIALS_PORT ?? set.PORT + 4}`,
    signingKey: await importSigningKey(set.HOMOLOGATION_SIGNING_KEY),
    internalJwks: set.INTERNAL_JWKS,
  };
}
