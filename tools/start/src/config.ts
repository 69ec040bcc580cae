import { resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);

const Environment = z.object({
  PORT: port.default(4000),
  REVIEWER_PORT: port.optional(),
  IDENTITY_PORT: port.optional(),
  CATALOGUE_PORT: port.optional(),
  CREDENTIALS_PORT: port.optional(),
  DATABASE_PORT: port.optional(),
  GATEWAY_METRICS_PORT: port.optional(),
  HOMOLOGATION_PORT: port.optional(),
  HOMOLOGATION_AUTH_PORT: port.optional(),
  HOMOLOGATION_EHR_PORT: port.optional(),
  MAILBOX_PORT: port.optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  OIDC_ISSUER: z.url().optional(),
});

/** The TCP ports of the whole. */
export interface Ports {
  gateway: number;
  reviewer: number;
  identity: number;
  catalogue: number;
  credentials: number;
  database: number;
  metrics: number;
  homologation: number;
  homologationAuth: number;
  homologationEhr: number;
  mailbox: number;
}

/** How one portal on one machine is started. */
export interface PortalConfig {
  ports: Ports;
  /** Database, evidence, keys and logs. */
  dataDir: string;
  /** A PostgreSQL server of yours; without it an embedded one is booted. */
  databaseUrl?: string;
  /** Whether people come from the local issuer, or from the one that OIDC_ISSUER names. */
  localIdentity: boolean;
  /** What the services read beside what is worked out for them. */
  environment: Record<string, string | undefined>;
}

/** A variable of the environment that cannot be used, in one line. */
export class ConfigError extends Error {}

/** Reads the environment, once. */
export function readPortalConfig(environment: Record<string, string | undefined>): PortalConfig {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`Wrong environment: ${wrong.join('; ')}`);
  }
  const wanted = parsed.data;
  const next = (offset: number, set: number | undefined) => set ?? wanted.PORT + offset;
  return {
    ports: {
      gateway: wanted.PORT,
      reviewer: next(1, wanted.REVIEWER_PORT),
      identity: next(2, wanted.IDENTITY_PORT),
      catalogue: next(3, wanted.CATALOGUE_PORT),
      credentials: next(4, wanted.CREDENTIALS_PORT),
      database: next(5, wanted.DATABASE_PORT),
      metrics: next(6, wanted.GATEWAY_METRICS_PORT),
      homologation: next(7, wanted.HOMOLOGATION_PORT),
      homologationAuth: next(8, wanted.HOMOLOGATION_AUTH_PORT),
      homologationEhr: next(9, wanted.HOMOLOGATION_EHR_PORT),
      mailbox: next(10, wanted.MAILBOX_PORT),
    },
    dataDir: resolve(wanted.DATA_DIR),
    ...(wanted.DATABASE_URL ? { databaseUrl: wanted.DATABASE_URL } : {}),
    localIdentity: wanted.OIDC_ISSUER === undefined,
    environment,
  };
}

/** Whether mails stay on this machine: nobody is there but the local people, and no server is named that would take them. */
export function keepsMails({ localIdentity, environment }: PortalConfig): boolean {
  return localIdentity && environment.NODE_ENV !== 'production' && !environment.SMTP_URL;
}
