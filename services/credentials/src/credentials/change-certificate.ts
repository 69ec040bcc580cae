import { cnpjRoot, formatDate, parseOverlapDays } from '@portal/domain';
import { refuse } from '@portal/service-kit';
import type { Certificate, ReadCertificate } from '../certificates/certificate.ts';
import { keepPem } from '../certificates/certificate-pems.ts';
import { readCertificatePem } from '../certificates/read-certificate.ts';
import { CERTIFICATE_PATH } from '../certificates/rules.ts';
import type { CredentialsContext } from '../context.ts';
import { revocationMessage } from '../revocation/revocation-message.ts';
import { actOnCredential, type Outcome, readable } from './act-on-credential.ts';
import type { Credential } from './credential.ts';
import { endOfApproved } from './issue.ts';

/** What a change of certificate is made of. */
export interface CertificateChange {
  certificatePem: string;
  /** The fingerprint of the certificate that it is to replace, as the person saw it. */
  currentSha256: string;
  overlapDays: number;
}

const DAY_MS = 86_400_000;

/**
 * Binds a credential to another certificate of the same holder, at once. The one before it stays good for so many days,
 * never beyond its own end, and the one before that ends: two live at most.
 */
export async function changeCertificate(
  ctx: CredentialsContext,
  id: string,
  { certificatePem, currentSha256, overlapDays }: CertificateChange,
): Promise<Outcome> {
  const revoked = await revokedBefore(ctx, id, certificatePem);
  return actOnCredential(ctx, id, 'CHANGE_CERTIFICATE', async ({ em, credential, now }) => {
    const { certificate: current } = credential;
    if (!current) throw new Error('The table lets nobody change a certificate that there is not');
    if (currentSha256.toLowerCase() !== current.sha256) {
      return refuse('STALE_VERSION', 'O certificado da credencial mudou enquanto isso. Veja como está agora.', [
        'currentSha256',
      ]);
    }
    const overlap = parseOverlapDays(overlapDays);
    if (!overlap.ok) return refuse('INVALID', overlap.message, ['overlapDays']);
    const next = readCertificatePem(certificatePem, { authorities: ctx.authorities, now });
    if (!next.ok) return refuse('INVALID', next.message, CERTIFICATE_PATH);
    const wrong = changeMessage(current, next.value, now) ?? revoked;
    if (wrong) return refuse('INVALID', wrong, CERTIFICATE_PATH);
    replaceCertificate(credential, await keepPem(em, credential.requestId, next.value), overlap.value, now);
    return { overlapDays: overlap.value, from: current.sha256, to: next.value.sha256 };
  });
}

/** Asked of its authority before the credential is locked, so that nobody waits for that; by who may read the credential alone. */
async function revokedBefore(ctx: CredentialsContext, id: string, pem: string): Promise<string | undefined> {
  if (!ctx.revocation || !(await readable(ctx, ctx.caller, id))) return undefined;
  const next = readCertificatePem(pem, { authorities: ctx.authorities, now: ctx.now() });
  return next.ok ? revocationMessage(ctx.revocation, next.value) : undefined;
}

/** When a certificate that is replaced at a moment ends, after so many days; one that was revoked ends with it. */
function overlapEnd({ notAfter, revokedAt }: Certificate, overlapDays: number, now: Date): Date {
  if (revokedAt !== undefined) return now;
  return new Date(Math.min(now.getTime() + overlapDays * DAY_MS, Date.parse(notAfter)));
}

/** Binds to the next one, or to none: the one before it stays good for so many days. */
export function replaceCertificate(
  credential: Credential,
  next: Certificate | null,
  overlapDays: number,
  now: Date,
): void {
  const { certificate: current } = credential;
  credential.previousCertificate = current;
  credential.previousCertificateExpiresAt = current && overlapEnd(current, overlapDays, now);
  credential.certificate = next;
  credential.expiresAt = endOfApproved(next, now);
}

function changeMessage(current: Certificate, next: ReadCertificate, now: Date): string | undefined {
  if (next.sha256 === current.sha256) return 'Este já é o certificado da credencial. Escolha o novo.';
  if (!isSameHolder(current, next)) {
    return 'Este certificado não é do mesmo titular do atual. Para trocar de titular, altere a credencial.';
  }
  return next.chainVerified ? undefined : unverifiedMessage(current, next, now);
}

/** As long as ICP-Brasil's own for systems are good at most. */
const MOST_YEARS_UNVERIFIED = 5;

/** Nobody looks at a change, as a reviewer does at a request: what cannot be checked neither replaces what was, nor is good for decades. */
function unverifiedMessage(current: Certificate, { notAfter }: ReadCertificate, now: Date): string | undefined {
  if (current.chainVerified) {
    return 'O certificado atual foi conferido como da ICP-Brasil, e o novo não pode ser conferido. Para usá-lo, altere a credencial.';
  }
  const most = new Date(now);
  most.setUTCFullYear(most.getUTCFullYear() + MOST_YEARS_UNVERIFIED);
  if (new Date(notAfter) <= most) return undefined;
  return `Este certificado vale até ${formatDate(notAfter)}. Sem a conferência da ICP-Brasil, o limite é de ${MOST_YEARS_UNVERIFIED} anos. Escolha outro.`;
}

/** A CNPJ by its root: the legal person, whichever of its establishments the certificate names. */
export function isSameHolder(one: Certificate | null, other: Certificate | null): boolean {
  if (
    one === null ||
    other === null ||
    one.kind === null ||
    one.kind !== other.kind ||
    one.holder === null ||
    other.holder === null
  )
    return false;
  return one.kind === 'E_CNPJ' ? cnpjRoot(one.holder) === cnpjRoot(other.holder) : one.holder === other.holder;
}
