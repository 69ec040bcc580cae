import { readFile } from 'node:fs/promises';
import {
  type Check,
  certificatesCheck,
  databaseChecks,
  examine,
  folderCheck,
  personalDataCheck,
  reachCheck,
} from '@portal/service-kit/doctor';
import { Certificate } from 'pkijs';
import { readAuthorities } from './certificates/chain.ts';
import type { CredentialsConfig } from './config.ts';
import { migrationsOf } from './database.ts';
import { CNES_API_URL } from './establishments/cnes-api.ts';
import { openBucket } from './evidence/open-storage.ts';
import { createMailer, type MailSettings } from './notices/mail/mailer.ts';
import { createAuthorityClient } from './revocation/ask-authority.ts';
import { revocationPlaces } from './revocation/places.ts';
import { MOST_LIST_BYTES } from './revocation/revocation.ts';
import { createClamd } from './scanning/clamd.ts';
import { isAway } from './scanning/scan-waiting.ts';

/** Says what is wrong with this service's part of an installation, and what to do. */
export function doctor(config: () => Promise<CredentialsConfig>): Promise<void> {
  return examine('credentials', config, (read) => [
    ...databaseChecks({
      url: read.databaseUrl,
      directUrl: read.databaseDirectUrl,
      migrations: migrationsOf(read.sealing.current),
    }),
    personalDataCheck(read.databaseUrl, read.personalData),
    evidenceCheck(read),
    reachCheck(
      'catalogue',
      `${read.catalogueUrl}/readyz`,
      'Without it no request is made or sent: start it, or mend CATALOGUE_URL.',
    ),
    rootsCheck(read.icpBrasilRoots),
    ...(read.icpBrasilRoots && read.icpBrasilRevocation !== 'off' ? [revocationCheck(read)] : []),
    antivirusCheck(read.clamdUrl),
    ...(read.mail ? [mailCheck(read.mail)] : []),
    ...(read.cnesApi
      ? [
          reachCheck(
            'CNES',
            CNES_API_URL,
            'Without it an establishment that is not in the sample is taken as it is told.',
            'look',
          ),
        ]
      : []),
  ]);
}

function evidenceCheck({ evidenceBucket, evidenceDir }: CredentialsConfig): Check {
  if (!evidenceBucket) return folderCheck('evidence', evidenceDir);
  return {
    name: 'evidence',
    async look() {
      using bucket = await openBucket(evidenceBucket);
      await bucket.readId();
      return { verdict: 'ok', said: `the bucket at ${new URL(evidenceBucket.url).host} can be read` };
    },
  };
}

function antivirusCheck(url: string | undefined): Check {
  const name = 'antivirus';
  if (url === undefined) {
    return {
      name,
      look: async () => ({
        verdict: 'look',
        said: 'what people upload is not looked at for malware',
        mend: 'Set CLAMD_URL: docs/operation.md.',
      }),
    };
  }
  const scanner = createClamd(url);
  return {
    name,
    async look() {
      if (await isAway(scanner)) {
        return {
          verdict: 'wrong',
          said: `clamd at ${scanner.place} does not answer`,
          mend: 'Files that are uploaded wait, and no request with one is sent: start it, or mend CLAMD_URL.',
        };
      }
      return { verdict: 'ok', said: `clamd at ${scanner.place} answers` };
    },
  };
}

function mailCheck(settings: MailSettings): Check {
  const { host } = new URL(settings.smtpUrl);
  return {
    name: 'mail',
    async look() {
      using mailer = createMailer(settings);
      try {
        await mailer.verify();
        return { verdict: 'ok', said: `the mail server at ${host} lets us in` };
      } catch (error) {
        const code = (error as { code?: string }).code ?? 'no answer';
        return {
          verdict: 'wrong',
          said: `the mail server at ${host} cannot be used: ${code}`,
          mend: 'Notices wait for three days and are then in the bell alone: mend SMTP_URL, or the way there.',
        };
      }
    },
  };
}

/** Whether the lists that the authorities of the bundle are told revoked by can be had. */
function revocationCheck({ icpBrasilRoots, icpBrasilRevocation, allowPrivateWebhooks }: CredentialsConfig): Check {
  return {
    name: 'revoked certificates',
    async look() {
      const { certificates } = readAuthorities(await readFile(icpBrasilRoots ?? '', 'utf8'));
      const lists = new Set(certificates.flatMap(({ raw }) => revocationPlaces(Certificate.fromBER(raw)).crl));
      await using client = createAuthorityClient({ allowPrivate: allowPrivateWebhooks });
      const asked = [...lists]
        .slice(0, MOST_LISTS_LOOKED_AT)
        .map((url) => client.ask({ url, mostBytes: MOST_LIST_BYTES, signal: AbortSignal.timeout(LIST_WITHIN_MS) }));
      const answers = await Promise.allSettled(asked);
      const had = answers.filter(({ status }) => status === 'fulfilled').length;
      const said = `${had} of ${answers.length} lists of the authorities in ICP_BRASIL_ROOTS can be had`;
      if (had === answers.length) return { verdict: 'ok', said };
      const closed = icpBrasilRevocation === 'closed';
      return {
        verdict: closed ? 'wrong' : 'look',
        said,
        mend: closed
          ? 'Certificates of these authorities are refused: let the service out to them.'
          : 'Revoked certificates of these authorities are taken: let the service out to them.',
      };
    },
  };
}

const MOST_LISTS_LOOKED_AT = 10;
const LIST_WITHIN_MS = 8_000;

function rootsCheck(path: string | null): Check {
  if (path !== null) return certificatesCheck('ICP-Brasil', () => readFile(path, 'utf8'));
  return {
    name: 'ICP-Brasil',
    look: async () => ({
      verdict: 'look',
      said: 'certificates of any authority are accepted',
      mend: 'Well on one’s own machine only: set ICP_BRASIL_ROOTS.',
    }),
  };
}
