import { certificatesCheck, databaseChecks, examine, reachCheck } from '@portal/service-kit/doctor';
import type { HomologationConfig } from './config.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** Says what is wrong with this service's part of an installation, and what to do. */
export function doctor(config: () => Promise<HomologationConfig>): Promise<void> {
  return examine('homologation', config, (read) => [
    ...databaseChecks({
      url: read.databaseUrl,
      directUrl: read.databaseDirectUrl,
      migrations: MIGRATIONS,
    }),
    reachCheck(
      'credentials',
      `${read.credentialsUrl}/readyz`,
      'Without it no certificate is known: start it, or mend CREDENTIALS_URL.',
    ),
    certificatesCheck('authority', async () => read.authority.pem),
  ]);
}
