import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ALTERATION_REFUSALS, certificateOfAlteration, DEFAULT_OVERLAP_DAYS, isRenewal } from '@portal/domain';
import { type Problem, problem } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { carryPem } from '../certificates/certificate-pems.ts';
import { isSameHolder, replaceCertificate } from '../credentials/change-certificate.ts';
import { Credential } from '../credentials/credential.ts';
import { stateAt } from '../credentials/lifecycle.ts';
import { announceCredential } from '../events/announce-credential.ts';
import { AccessRequest } from './access-request.ts';
import { changedFields } from './changed-paths.ts';
import type { RequestContent, Submission } from './content.ts';

const PATH = ['replaces'];

/** The credential that an alteration is of, under its lock until the act is over; null where the request is none. */
export async function lockReplaced(em: EntityManager, { replacesId }: AccessRequest): Promise<Credential | null> {
  if (replacesId === null) return null;
  return em.findOneOrFail(Credential, { id: replacesId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

/** Why the credential takes no alteration as it stands; null where it does. */
export function alterationProblem(credential: Credential, now: Date, path = PATH): Problem | null {
  const message = ALTERATION_REFUSALS[stateAt(credential, now)];
  return message === null ? null : problem('NOT_ALLOWED', message, path);
}

/** What a credential has now, as a submission has it: what was approved last, with the certificate it is bound to by now. */
export async function contentOfCredential(em: EntityManager, credential: Credential): Promise<Submission> {
  const { alterationId, requestId, services, system, establishment, certificate } = credential;
  const { submitted } = await em.findOneOrFail(AccessRequest, { id: alterationId ?? requestId });
  if (!submitted) throw new Error('A credential comes from a submitted request');
  return { ...submitted, services, system, establishment, certificate, evidence: [] };
}

/**
 * Brings an alteration up to what its credential has by now, before it is sent: a certificate that it left alone is the
 * credential's, changed meanwhile or not. Gives what it is held against.
 */
export async function keepUpWith(
  em: EntityManager,
  request: AccessRequest,
  credential: Credential,
): Promise<Submission> {
  const taken = certificateOfAlteration(began(request), request.certificate, credential.certificate);
  request.certificate = await carryPem(em, taken, { from: credential.requestId, to: request.id });
  return contentOfCredential(em, credential);
}

/** What keeps an alteration from being sent, that changes nothing. */
export function unchangedProblem(
  before: RequestContent,
  asked: RequestContent,
  { certificate, expiresAt }: Credential,
  now: Date,
): Problem | null {
  if (changedFields({ ...before, acceptedTermsAt: asked.acceptedTermsAt }, asked).length > 0) return null;
  if (isRenewal({ hasCertificate: certificate !== null, expiresAt }, now)) return null;
  return problem('REQUIRED', 'Nada mudou em relação à credencial. Mude o que precisa antes de enviar.', PATH);
}

/** The certificate that a credential has once the alteration that was sent is approved. */
export function certificateToBe(request: AccessRequest, credential: Credential): Certificate | null {
  return certificateOfAlteration(began(request), request.submitted?.certificate ?? null, credential.certificate);
}

/** The one that it began with, or that its credential had when it was last sent. */
function began({ submittedBefore }: AccessRequest): Certificate | null {
  return submittedBefore?.certificate ?? null;
}

/** Gives the credential what was approved, under the same identifier, client and secrets. */
export async function alterCredential(
  em: EntityManager,
  request: AccessRequest,
  credential: Credential,
  now: Date,
): Promise<void> {
  const { submitted } = request;
  if (!submitted?.establishment) throw new Error('A credential is altered by a submission with an establishment');
  const before = await contentOfCredential(em, credential);
  const certificate = certificateToBe(request, credential);
  const { services, system, establishment } = submitted;
  Object.assign(credential, { services, system, establishment, alterationId: request.id });
  if (certificate?.sha256 !== credential.certificate?.sha256 || certificate === null) {
    await carryPem(em, certificate, { from: request.id, to: credential.requestId });
    // Who holds the credential no more has nothing to move over.
    const overlap = isSameHolder(credential.certificate, certificate) ? DEFAULT_OVERLAP_DAYS : 0;
    replaceCertificate(credential, certificate, overlap, now);
  }
  audit(em, {
    at: now,
    actorId: request.approvals.at(-1)?.id ?? null,
    act: 'ALTER',
    subject: 'CREDENTIAL',
    subjectId: credential.id,
    detail: {
      request: request.id,
      fields: changedFields(before, { ...submitted, certificate }).map((path) => path.join('.')),
    },
  });
  announceCredential(em, credential, 'ALTER', now);
}
