import { LockMode } from '@mikro-orm/core';
import { isBlank, parseReasonMessage, type TeamRole } from '@portal/domain';
import { isId, isPerson, refuse } from '@portal/service-kit';
import { CredentialsUnavailable } from '../accreditation/accreditations.ts';
import { refuseRole, roleAt } from '../accreditation/team.ts';
import { audit } from '../audit/audit.ts';
import type { HomologationContext } from '../context.ts';
import { type Outcome, performOnTrialCertificate } from './act-on-trial-certificate.ts';
import { isGood, TrialCertificate } from './trial-certificate.ts';
import { tellOfTrialCertificate } from './trial-credential.ts';

/** Ends a trial certificate for good; what its credential's state is does not matter. */
export function revokeTrialCertificate(
  ctx: HomologationContext,
  id: string,
  reason: string | null | undefined,
): Promise<Outcome> {
  return performOnTrialCertificate(ctx, async (em, person, now) => {
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const found = isId(id) ? await em.findOne(TrialCertificate, { id }, { lockMode }) : null;
    const role = found && (await roleOf(ctx, found));
    if (!found || !role) {
      return refuse('NOT_FOUND', 'Não encontramos este certificado de teste. Ele pode ser de outra pessoa.', ['id']);
    }
    refuseRole(role, 'RUN_CONFORMANCE', ['id']);
    if (!isGood(found, now)) {
      const what = found.revokedAt ? 'já foi revogado' : 'já venceu';
      return refuse('NOT_ALLOWED', `Este certificado de teste ${what}.`, ['id']);
    }
    const words = reason && !isBlank(reason) ? parseReasonMessage(reason) : null;
    if (words?.ok === false) return refuse('INVALID', words.message, ['reason']);
    Object.assign(found, { revokedAt: now, revokedBy: person.id, reason: words?.value ?? null });
    const detail = { credential: found.credentialId, sha256: found.sha256 };
    await audit(em, {
      at: now,
      actorId: person.id,
      act: 'revokeTrialCertificate',
      subject: 'TRIAL_CERTIFICATE',
      subjectId: id,
      detail,
    });
    await tellOfTrialCertificate(em, found.sha256);
    return found;
  });
}

/** Who drew one revokes it also while credentials is away and does not say who is in the team. */
async function roleOf(
  ctx: HomologationContext,
  { credentialId, issuedBy }: TrialCertificate,
): Promise<TeamRole | null> {
  try {
    return await roleAt(ctx, credentialId);
  } catch (error) {
    if (!(error instanceof CredentialsUnavailable)) throw error;
    return isPerson(ctx.caller, issuedBy) ? 'INTEGRADOR' : null;
  }
}
