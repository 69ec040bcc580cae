import { listLengthMessage } from '@portal/domain';
import { problem, refuse, refuseIfAny, requirePerson } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { type AccessRequestPayload, performAfter } from '../requests/access-request-payload.ts';
import { find, open } from '../requests/act-on-request.ts';
import { present, requestOf, unknownEvidence } from './remove.ts';
import { findRequirements, labelsOf } from './requirements.ts';

/** Says which requirements a piece of evidence proves, in the place of what was said before. */
export async function labelEvidence(
  ctx: CredentialsContext,
  evidenceId: string,
  codes: readonly string[],
): Promise<AccessRequestPayload> {
  const person = requirePerson(ctx.caller);
  const requestId = await requestOf(ctx, person, evidenceId);
  if (requestId === null) return { accessRequest: null, problems: [unknownEvidence()] };
  // Before the lock, behind which nobody is to wait for the catalogue.
  const look = async () => {
    const request = await find(ctx, person, requestId);
    // Of a list that is too long that alone is told, not what is wrong with each of thousands.
    const tooMany = listLengthMessage('evidenceRequirements', codes.length);
    return tooMany ? refuse('INVALID', tooMany, ['requirements']) : findRequirements(ctx, request, codes);
  };
  return performAfter(ctx, requestId, look, async (em, requirements) => {
    // Labelling is part of attaching: the same people, in the same states.
    const opened = await open(em, ctx, person, 'ATTACH_EVIDENCE', { id: requestId, version: null });
    const evidence = await present(opened, evidenceId);
    refuseIfAny(
      requirements.flatMap((requirement, index) =>
        requirement
          ? []
          : [problem('INVALID', 'Este requisito não existe neste portfólio e ambiente.', ['requirements', index])],
      ),
    );
    evidence.requirements = labelsOf(requirements);
    audit(em, {
      at: opened.now,
      actorId: person.id,
      act: 'labelEvidence',
      subject: 'EVIDENCE',
      subjectId: evidence.id,
      detail: { requirements: evidence.requirements.map(({ code }) => code) },
    });
    return requestId;
  });
}
