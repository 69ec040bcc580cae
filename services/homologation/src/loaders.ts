import type { EntityManager } from '@mikro-orm/postgresql';
import { isId } from '@portal/service-kit';
import DataLoader from 'dataloader';
import type { Accreditation } from './accreditation/accreditation.ts';
import type { Accreditations } from './accreditation/accreditations.ts';
import { newestTrialCertificates } from './trial-certificates/newest.ts';
import type { TrialCertificate } from './trial-certificates/trial-certificate.ts';

/** What hangs on credentials, read for a whole page at once. */
export interface Loaders {
  /** As credentials knows it now; null for production, and for none. */
  credential: DataLoader<string, Accreditation | null>;
  /** Of a credential, the newest first. */
  trialCertificates: DataLoader<string, TrialCertificate[]>;
}

/** Makes the loaders of one operation; what they read is not read again. */
export function createLoaders(em: EntityManager, accreditations: Pick<Accreditations, 'ofCredentials'>): Loaders {
  return {
    credential: new DataLoader(async (ids) => {
      const accredited = await accreditations.ofCredentials(ids.filter(isId));
      const found = new Map(accredited.map((one) => [one.credentialId, one]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    trialCertificates: new DataLoader(async (ids) => {
      const found = Map.groupBy(await newestTrialCertificates(em, ids), ({ credentialId }) => credentialId);
      return ids.map((id) => found.get(id) ?? []);
    }),
  };
}
