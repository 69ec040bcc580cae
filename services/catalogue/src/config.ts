import {
  DATABASE_VARIABLES,
  type DatabaseWaits,
  databaseOn,
  databaseWaits,
  drainSeconds,
  listenAddress,
  portNumber,
  postgresUrl,
  publicJwks,
  readConfig,
  type Variables,
} from '@portal/service-kit';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';

/** What the catalogue is started with. */
export interface CatalogueConfig {
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
  /** Public keys of those whose internal tokens count. */
  internalJwks: JSONWebKeySet;
  /** The folder of the portfolios' files; the catalogue's own where absent. */
  contentFolder?: string;
}

const variables = z
  .object({
    PORT: portNumber().default(4000),
    CATALOGUE_PORT: portNumber().optional(),
    INTERNAL_ADDRESS: listenAddress().optional(),
    DATABASE_URL: postgresUrl().optional(),
    CATALOGUE_DATABASE_URL: postgresUrl().optional(),
    CATALOGUE_DATABASE_OWNER_URL: postgresUrl().optional(),
    ...DATABASE_VARIABLES,
    DRAIN_SECONDS: drainSeconds(),
    INTERNAL_JWKS: publicJwks(),
  })
  .refine(({ DATABASE_URL, CATALOGUE_DATABASE_URL }) => DATABASE_URL ?? CATALOGUE_DATABASE_URL, {
    path: ['CATALOGUE_DATABASE_URL'],
    message: 'is not set',
    // Told along with whatever else is wrong.
    when: () => true,
  });

/** Reads the environment once. */
export function readCatalogueConfig(env: Variables): CatalogueConfig {
  const set = readConfig(variables, env);
  const { DATABASE_URL, CATALOGUE_DATABASE_URL } = set;
  return {
    port: set.CATALOGUE_PORT ?? set.PORT + 3,
    address: set.INTERNAL_ADDRESS,
    databaseUrl: CATALOGUE_DATABASE_URL ?? databaseOn(DATABASE_URL ?? '', 'catalogue'),
    databaseOwnerUrl: set.CATALOGUE_DATABASE_OWNER_URL,
    internalJwks: set.INTERNAL_JWKS,
    waits: databaseWaits(set),
    drainMs: set.DRAIN_SECONDS * 1_000,
  };
}
