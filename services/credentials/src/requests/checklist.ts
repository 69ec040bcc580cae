import { rulesIn } from '../catalogue/catalogue-client.ts';
import type { CredentialsContext } from '../context.ts';
import { evidenceFor } from '../evidence/visibility.ts';
import type { Assessment } from '../reviews/assessment.ts';
import { isOfTeam } from '../teams/members.ts';
import type { AccessRequest } from './access-request.ts';
import type { RequirementCopy } from './content.ts';
import { loadersFor } from './read-again.ts';
import type { ChecklistItem, InternalNote, Reviewer } from './request-parts.ts';
import { reviewerIn } from './reviewers.ts';
import { readsForMinistry, seesFindings } from './visibility.ts';

/** The requirements of a request, each with what is said to prove it and what was found. */
export async function checklistFor(request: AccessRequest, ctx: CredentialsContext): Promise<ChecklistItem[]> {
  const loaders = loadersFor(request, ctx);
  const [requirements, rows, assessments] = await Promise.all([
    requirementsFor(request, ctx),
    loaders.evidence.load(request.id),
    loaders.assessments.load(request.id),
  ]);
  const evidence = await evidenceFor(request, rows, ctx);
  const seen = seesFindings(request, ctx.caller);
  return requirements.map(({ id, code, description = null }) => {
    const found = seen ? assessments.find(({ requirement }) => requirement === code) : undefined;
    const isAmongReviewers = readsForMinistry(request, ctx.caller);
    return {
      requirement: { id },
      description,
      evidence: evidence.filter(({ requirements: proven }) => proven.some((label) => label.code === code)),
      verdict: found?.verdict ?? null,
      note: found?.note ?? null,
      written: found && isAmongReviewers ? internalNoteIn(request, found) : null,
      marked: found && isAmongReviewers ? { by: markerIn(request, found), at: found.at } : null,
    };
  });
}

function internalNoteIn(request: AccessRequest, found: Assessment): InternalNote | null {
  const { internalNote: text, at } = found;
  return text === null ? null : { text, author: markerIn(request, found), at };
}

function markerIn(request: AccessRequest, { reviewerId: id, reviewerName: name }: Assessment): Reviewer {
  return reviewerIn(request, { id, name });
}

/** What counts at the next submit for who is writing; what counted at the last one for everybody else. */
async function requirementsFor(request: AccessRequest, ctx: CredentialsContext): Promise<RequirementCopy[]> {
  const { rules, environment, state } = request;
  const isWriting = isOfTeam(request, ctx.caller) && (state === 'DRAFT' || state === 'CHANGES_REQUESTED');
  if (rules && !isWriting) return rules.requirements;
  const portfolio = await ctx.catalogue.portfolio(request.portfolio);
  return portfolio ? rulesIn(portfolio, environment).requirements : (rules?.requirements ?? []);
}
