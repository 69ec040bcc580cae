import { join, resolve } from 'node:path';
import {
  type createTokenVerifier,
  DATABASE_VARIABLES,
  type DatabaseWaits,
  databaseOn,
  databaseWaits,
  drainSeconds,
  importSigningKey,
  KeyRing,
  listenAddress,
  namedKeys,
  portNumber,
  postgresUrl,
  publicJwks,
  readConfig,
  Sealing,
  type SigningKey,
  serviceUrl,
  signingJwk,
  type Variables,
} from '@portal/service-kit';
import { z } from 'zod';
import { RuleDraw } from './approval-rule/draw.ts';
import type { EvidenceBucket } from './evidence/bucket.ts';
import type { MailSettings } from './notices/mail/mailer.ts';
import type { SealingKeys } from './webhooks/reseal.ts';
import { WEBHOOK_SECRETS } from './webhooks/secret.ts';

const BUCKET = 'must be an address with the bucket in it, as https://s3.sa-east-1.amazonaws.com/BUCKET';

const CLAMD = 'must be tcp://HOST:PORT or unix:/PATH of clamd';

/** What a mail needs beside a server: who it is from, and where its link leads. */
const NEEDED_TO_MAIL = ['MAIL_FROM', 'PUBLIC_ORIGIN', 'REVIEWER_PUBLIC_ORIGIN'] as const;

const variables = z
  .object({
    PORT: portNumber().default(4000),
    CATALOGUE_PORT: portNumber().optional(),
    CREDENTIALS_PORT: portNumber().optional(),
    INTERNAL_ADDRESS: listenAddress().optional(),
    DATABASE_URL: postgresUrl().optional(),
    CREDENTIALS_DATABASE_URL: postgresUrl().optional(),
    CREDENTIALS_DATABASE_OWNER_URL: postgresUrl().optional(),
    CREDENTIALS_DATABASE_DIRECT_URL: postgresUrl().optional(),
    ...DATABASE_VARIABLES,
    DRAIN_SECONDS: drainSeconds(),
    CATALOGUE_URL: serviceUrl().optional(),
    CREDENTIALS_SIGNING_KEY: signingJwk(),
    CREDENTIALS_PREVIOUS_SIGNING_KEY: signingJwk().optional(),
    INTERNAL_JWKS: publicJwks(),
    PERSONAL_DATA_KEYS: namedKeys(),
    DATA_DIR: z.string().default('./.data'),
    EVIDENCE_DIR: z.string().optional(),
    EVIDENCE_S3_URL: z
      .url({ protocol: /^https?$/, error: BUCKET })
      .refine((url) => new URL(url).pathname.length > 1, BUCKET)
      .optional(),
    EVIDENCE_S3_ENCRYPTION: z.enum(['AES256', 'aws:kms', 'off'], 'must be AES256, aws:kms or off').default('AES256'),
    EVIDENCE_S3_KMS_KEY: z.string().optional(),
    CLAMD_URL: z
      .url({ error: CLAMD })
      .regex(/^(tcp:\/\/[^/?#@]+|unix:\/{1,3}[^/?#]+[^?#]*)$/, CLAMD)
      .optional(),
    AWS_REGION: z.string().default('us-east-1'),
    CNES_API: z.enum(['on', 'off'], 'must be on or off').default('off'),
    ALLOW_PRIVATE_WEBHOOKS: z.enum(['on', 'off'], 'must be on or off').default('off'),
    ICP_BRASIL_ROOTS: z.string().optional(),
    ICP_BRASIL_REVOCATION: z.enum(['open', 'closed', 'off'], 'must be open, closed or off').default('open'),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an address as smtp://user:password@host:587' }).optional(),
    MAIL_FROM: z
      .string()
      .regex(/^[^<>@\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'must be an e-mail, or a name with an e-mail in <>')
      .optional(),
    PUBLIC_ORIGIN: serviceUrl().optional(),
    REVIEWER_PUBLIC_ORIGIN: serviceUrl().optional(),
    // No less than the reminders of a credential's end are apart: they are told by what is kept.
    NOTICE_DAYS: z.coerce.number('must be a number of days').int().min(31).max(3_650).default(180),
    NODE_ENV: z.string().optional(),
  })
  .refine(({ DATABASE_URL, CREDENTIALS_DATABASE_URL }) => DATABASE_URL ?? CREDENTIALS_DATABASE_URL, {
    path: ['CREDENTIALS_DATABASE_URL'],
    message: 'is not set',
    // Told along with whatever else is wrong.
    when: () => true,
  })
  .superRefine((set, { addIssue }) => {
    if (set.SMTP_URL === undefined) return;
    for (const name of NEEDED_TO_MAIL) {
      if (set[name] === undefined) addIssue({ code: 'custom', path: [name], message: 'is not set' });
    }
  })
  .refine(({ NODE_ENV, ICP_BRASIL_ROOTS }) => NODE_ENV !== 'production' || ICP_BRASIL_ROOTS, {
    path: ['ICP_BRASIL_ROOTS'],
    message: 'is not set',
    when: () => true,
  });

/** What the service needs to know to start. */
export interface CredentialsConfig {
  /** 0 takes a free one. */
  port: number;
  /** Where it listens; on this machine alone where absent. */
  address?: string | undefined;
  databaseUrl: string;
  /** The same database past a pooler, for the connection that listens; absent where there is none. */
  databaseDirectUrl?: string | undefined;
  /** Of the user that owns the database and migrates it; absent where the service's own user does. */
  databaseOwnerUrl?: string | undefined;
  /** How long it is waited for the database; DATABASE_WAITS where absent. */
  waits?: DatabaseWaits;
  /** So long it goes on answering, not ready, once it is told to stop; not at all where absent. */
  drainMs?: number | undefined;
  catalogueUrl: string;
  /** Signs calls to the catalogue. */
  signingKey: SigningKey;
  /** Seal the secrets of webhooks. */
  sealing: SealingKeys;
  /** Wrap the keys by which what is held of people is sealed. */
  personalData: KeyRing;
  /** Draws what the rules of portfolios do not approve by themselves. */
  ruleDraw: RuleDraw;
  /** Public keys of those who may call. */
  internalJwks: Parameters<typeof createTokenVerifier>[0];
  evidenceDir: string;
  /** Where evidence is kept in the place of that directory. */
  evidenceBucket?: EvidenceBucket | undefined;
  /** The antivirus that looks at every file; absent where none does. */
  clamdUrl?: string | undefined;
  /** Whether the register of establishments is asked, or the bundled sample alone. */
  cnesApi: boolean;
  /** Whether webhooks may go to addresses that are not public, and by http. */
  allowPrivateWebhooks: boolean;
  /** PEM bundle that certificate chains are checked against; null accepts them unchecked, on one's own machine only. */
  icpBrasilRoots: string | null;
  /** Whether authorities are asked for revoked certificates, and whether one that none tells of is taken (open) or refused (closed). */
  icpBrasilRevocation: 'open' | 'closed' | 'off';
  /** For how many days notices are kept. */
  noticeDays: number;
  /** Where people find the integrators' console: printed on receipts and sheets. */
  portalUrl: string;
  /** How notices are mailed; absent where they are not. */
  mail?: MailSettings | undefined;
}

/** Reads the configuration out of the environment. */
export async function readCredentialsConfig(env: Variables): Promise<CredentialsConfig> {
  const set = readConfig(variables, env);
  const server = set.DATABASE_URL ?? '';
  const { CREDENTIALS_SIGNING_KEY: key, CREDENTIALS_PREVIOUS_SIGNING_KEY: keyBefore } = set;
  return {
    port: set.CREDENTIALS_PORT ?? set.PORT + 4,
    address: set.INTERNAL_ADDRESS,
    databaseUrl: set.CREDENTIALS_DATABASE_URL ?? databaseOn(server, 'credentials'),
    databaseOwnerUrl: set.CREDENTIALS_DATABASE_OWNER_URL,
    databaseDirectUrl: set.CREDENTIALS_DATABASE_DIRECT_URL,
    waits: databaseWaits(set),
    drainMs: set.DRAIN_SECONDS * 1_000,
    catalogueUrl: set.CATALOGUE_URL ?? `http://localhost:${set.CATALOGUE_PORT ?? set.PORT + 3}`,
    signingKey: await importSigningKey(key),
    sealing: {
      current: new Sealing(key, WEBHOOK_SECRETS),
      previous: keyBefore ? new Sealing(keyBefore, WEBHOOK_SECRETS) : null,
    },
    personalData: new KeyRing(set.PERSONAL_DATA_KEYS),
    ruleDraw: new RuleDraw(key),
    internalJwks: set.INTERNAL_JWKS,
    evidenceDir: resolve(set.EVIDENCE_DIR ?? join(set.DATA_DIR, 'evidence')),
    evidenceBucket: set.EVIDENCE_S3_URL
      ? {
          url: set.EVIDENCE_S3_URL,
          region: set.AWS_REGION,
          encryption: set.EVIDENCE_S3_ENCRYPTION === 'off' ? null : set.EVIDENCE_S3_ENCRYPTION,
          kmsKey: set.EVIDENCE_S3_KMS_KEY,
        }
      : undefined,
    clamdUrl: set.CLAMD_URL,
    cnesApi: set.CNES_API === 'on',
    allowPrivateWebhooks: set.ALLOW_PRIVATE_WEBHOOKS === 'on',
    icpBrasilRoots: set.ICP_BRASIL_ROOTS ?? null,
    icpBrasilRevocation: set.ICP_BRASIL_REVOCATION,
    noticeDays: set.NOTICE_DAYS,
    portalUrl: set.PUBLIC_ORIGIN ?? `http://localhost:${set.PORT}`,
    mail: mailSettings(set),
  };
}

function mailSettings(set: z.infer<typeof variables>): MailSettings | undefined {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, PUBLIC_ORIGIN: integrators, REVIEWER_PUBLIC_ORIGIN: reviewers } = set;
  return smtpUrl && from && integrators && reviewers ? { smtpUrl, from, integrators, reviewers } : undefined;
}
