import { parseAssessmentNote, type Verdict } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { refuse } from '../graph/problem.ts';
import { type AccessRequestPayload, settle } from '../requests/access-request-payload.ts';
import { open } from '../requests/act.ts';
import { Assessment } from './assessment.ts';

/** One mark on a checklist. */
export interface Mark {
  id: string;
  requirement: string;
  verdict: Verdict;
  note?: string | null;
}

/** Keeps what the claim's holder found for one requirement; in the place of what was found before. */
export function assessRequirement(
  ctx: CredentialsContext,
  person: Person,
  { id, requirement, verdict, note }: Mark,
): Promise<AccessRequestPayload> {
  return settle(ctx, id, async (em) => {
    const { request, now } = await open(em, ctx, person, 'ASSESS', { id, version: null });
    if (!request.rules?.requirements.some(({ code }) => code === requirement)) {
      return refuse('INVALID', 'Este requisito não existe nesta solicitação.', ['requirement']);
    }
    await em.upsert(Assessment, {
      request,
      requirement,
      verdict,
      note: checkedNote(note),
      reviewerId: person.id,
      reviewerName: person.name,
      at: now,
    });
    audit(em, {
      at: now,
      actorId: person.id,
      act: 'assessRequirement',
      subject: 'ACCESS_REQUEST',
      subjectId: id,
      detail: { requirement, verdict },
    });
    return id;
  });
}

function checkedNote(note: string | null | undefined): string | null {
  if (note == null || note.trim() === '') return null;
  const parsed = parseAssessmentNote(note);
  return parsed.ok ? parsed.value : refuse('INVALID', parsed.message, ['note']);
}
