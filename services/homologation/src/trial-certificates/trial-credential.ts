import type { EntityManager } from '@mikro-orm/postgresql';
import { TrialCertificate } from './trial-certificate.ts';

/** The channel on which each certificate that is drawn or revoked is named, by its fingerprint. */
export const TRIAL_CERTIFICATES = 'trial_certificate';

/** Which credential a fingerprint's trial certificate is of; undefined for none, or one that is good no more. */
export async function trialCredentialOf(em: EntityManager, sha256: string, now: Date): Promise<string | undefined> {
  const good = { sha256, revokedAt: null, expiresAt: { $gt: now } };
  const found = await em.findOne(TrialCertificate, good, { fields: ['credentialId'] });
  return found?.credentialId;
}

/** Tells every instance, once the transaction is done, that what was known of a fingerprint holds no more. */
export async function tellOfTrialCertificate(em: EntityManager, sha256: string): Promise<void> {
  await em.execute('select pg_notify(?, ?)', [TRIAL_CERTIFICATES, sha256]);
}
