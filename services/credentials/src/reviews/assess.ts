import { isBlank, type Parsed, parseAssessmentNote, parseInternalNote, type Verdict } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { refuse } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { type AccessRequestPayload, perform } from '../requests/access-request-payload.ts';
import { open } from '../requests/act-on-request.ts';
import { Assessment } from './assessment.ts';
import { keepMentions } from './mentions.ts';

/** One mark on a checklist. */
export interface Mark {
  id: string;
  requirement: string;
  verdict: Verdict;
  /** For the integrator, with the decision. */
  note?: string | null;
  /** Among reviewers. */
  internalNote?: string | null;
}

/** Keeps what the claim's holder found for one requirement; in the place of what was found before. */
export function assessRequirement(
  ctx: CredentialsContext,
  person: Person,
  { id, requirement, verdict, note, internalNote }: Mark,
): Promise<AccessRequestPayload> {
  return perform(ctx, id, async (em) => {
    const opened = await open(em, ctx, person, 'ASSESS', { id, version: null });
    const { request, now } = opened;
    if (!request.rules?.requirements.some(({ code }) => code === requirement)) {
      return refuse('INVALID', 'Este requisito não existe nesta solicitação.', ['requirement']);
    }
    const forReviewers = checked(internalNote, 'internalNote', parseInternalNote);
    await em.upsert(Assessment, {
      request,
      requirement,
      verdict,
      note: checked(note, 'note', parseAssessmentNote),
      internalNote: forReviewers,
      reviewerId: person.id,
      reviewerName: person.name,
      at: now,
    });
    await keepMentions(opened, requirement, forReviewers);
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

function checked(
  text: string | null | undefined,
  place: string,
  parse: (text: string) => Parsed<string>,
): string | null {
  if (text == null || isBlank(text)) return null;
  const parsed = parse(text);
  return parsed.ok ? parsed.value : refuse('INVALID', parsed.message, [place]);
}
