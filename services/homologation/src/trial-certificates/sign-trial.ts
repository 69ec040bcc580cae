import type { KeyObject, X509Certificate } from 'node:crypto';
import type { Authority } from '../authority/authority.ts';
import { signCertificate } from '../authority/sign-certificate.ts';

/** What every trial certificate calls itself, without accents, for whatever reads it. */
export const TRIAL_ORGANIZATION = 'CERTIFICADO DE TESTE - NAO E ICP-BRASIL';

const DAY_MS = 86_400_000;
/** How long one is good for, where its credential is good for as long. */
export const TRIAL_DAYS = 90;
/** A clock that is a little behind takes it all the same. */
const BEFORE_MS = 300_000;

/** Whom a trial certificate is drawn for. */
export interface TrialHolder {
  requesterIdentifier: string;
  systemName: string;
  /** The end of the credential. */
  validUntil: Date;
}

/** Signs a trial certificate: the key is the holder's, whatever it says is ours. */
export function signTrialCertificate(
  authority: Authority,
  publicKey: KeyObject,
  { requesterIdentifier, systemName, validUntil }: TrialHolder,
  now: Date,
): Promise<X509Certificate> {
  const ends = [now.getTime() + TRIAL_DAYS * DAY_MS, validUntil.getTime(), authority.certificate.validToDate.getTime()];
  return signCertificate(authority, {
    subject: { organization: TRIAL_ORGANIZATION, unit: requesterIdentifier, commonName: systemName },
    publicKey,
    purpose: 'CLIENT',
    notBefore: new Date(now.getTime() - BEFORE_MS),
    notAfter: new Date(Math.min(...ends)),
  });
}
