import { formatDate } from '@portal/domain';
import type { ReadCertificate } from '../certificates/certificate.ts';
import type { RevocationChecker } from './revocation.ts';

/** How certificates are held against what their authorities say of them. */
export interface RevocationPolicy {
  checker: RevocationChecker;
  /** Whether one is refused that no authority says anything of now. */
  refuseUnknown: boolean;
}

/** Why a certificate that somebody registers is refused for what its authority says; undefined where it is not. */
export async function revocationMessage(
  policy: RevocationPolicy | undefined,
  { pem, chainVerified }: ReadCertificate,
): Promise<string | undefined> {
  if (!policy || !chainVerified) return undefined;
  const found = await policy.checker.check(pem, 'ocsp');
  if (found.state === 'REVOKED') {
    return `Este certificado foi revogado pela autoridade certificadora em ${formatDate(found.at)}. Emita outro e envie-o aqui.`;
  }
  if (found.state === 'GOOD' || !policy.refuseUnknown) return undefined;
  return 'A autoridade certificadora não respondeu agora se este certificado foi revogado. Tente de novo em alguns minutos.';
}
