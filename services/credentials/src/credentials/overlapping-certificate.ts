import type { Certificate } from '../certificates/certificate.ts';
import type { Credential } from './credential.ts';

/** The certificate before a change, and until when it is good beside the new one; null where its time is over. */
export function overlappingCertificate(
  { previousCertificate, previousCertificateExpiresAt: until }: OverlappingOf,
  now: Date,
): { certificate: Certificate; until: Date } | null {
  return previousCertificate && until && until > now ? { certificate: previousCertificate, until } : null;
}

type OverlappingOf = Pick<Credential, 'previousCertificate' | 'previousCertificateExpiresAt'>;
