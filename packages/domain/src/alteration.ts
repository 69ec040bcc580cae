import type { CredentialState } from './credential-state.ts';
import type { Environment } from './environment.ts';

/** Why a credential in this state takes no alteration, neither a new one nor one that waits for its answer; null where it does. */
export const ALTERATION_REFUSALS: Readonly<Record<CredentialState, string | null>> = {
  ACTIVE: null,
  SUSPENDED: 'A credencial está suspensa. A alteração só pode seguir depois que ela for reativada.',
  REVOKED: 'A credencial foi revogada e não pode mais ser alterada. Faça uma nova solicitação.',
  EXPIRED: 'A credencial venceu e não pode mais ser alterada. Faça uma nova solicitação.',
};

/** How many days before its end a credential without certificate may be asked for again as it is. */
export const RENEWAL_DAYS = 30;

const DAY_MS = 86_400_000;

/** What says whether an alteration that changes nothing asks for anything. */
export interface EndingCredential {
  hasCertificate: boolean;
  expiresAt: Date;
}

/** Whether an alteration that changes nothing renews: a certificate brings its own end, which nothing else moves. */
export function isRenewal({ hasCertificate, expiresAt }: EndingCredential, now: Date): boolean {
  return !hasCertificate && expiresAt.getTime() - now.getTime() <= RENEWAL_DAYS * DAY_MS;
}

/** What was shown in tests counts on: evidence is asked for services in production that were not granted before. */
export function alterationNeedsEvidence(
  environment: Environment,
  granted: readonly string[],
  asked: readonly string[],
): boolean {
  return environment === 'PRODUCTION' && asked.some((slug) => !granted.includes(slug));
}

/** Something with a fingerprint, or nothing. */
type Fingerprinted = { readonly sha256: string } | null;

/**
 * The certificate that counts: what the alteration asks for, unless it left alone the one it began with: then what the
 * credential has by now, changed meanwhile or not.
 */
export function certificateOfAlteration<One extends Fingerprinted>(began: One, asked: One, present: One): One {
  return began?.sha256 === asked?.sha256 ? present : asked;
}
