import { may } from '@portal/service-kit';
import { roleAt } from '../accreditation/team.ts';
import type { ConformanceRun } from '../conformance/conformance-run.ts';
import type { HomologationContext } from '../context.ts';

/** What a credential came to: a run, or the report of one. */
type OfCredential = Pick<ConformanceRun, 'credentialId'>;

/** Whether somebody reads a run or its report: its team, the system itself, and those who look at requests from the day that it is theirs to look at. */
export async function mayReadRun(
  ctx: Pick<HomologationContext, 'caller' | 'loaders'>,
  run: OfCredential,
): Promise<boolean> {
  const { caller } = ctx;
  if (caller.kind === 'client') return caller.credentialId === run.credentialId;
  return caller.kind === 'person' && ((await ownsRun(ctx, run)) || readsAsReviewer(ctx, run));
}

/** Whether somebody reads a run as those do who look at requests. */
export async function readsAsReviewer(
  { caller, loaders }: Pick<HomologationContext, 'caller' | 'loaders'>,
  run: OfCredential,
): Promise<boolean> {
  return may(caller, 'READ_REQUESTS') && isUnderReview(loaders, run);
}

/** Whether a run is reviewers' to look at: production was asked for with its credential. */
export async function isUnderReview(
  loaders: HomologationContext['loaders'],
  { credentialId }: OfCredential,
): Promise<boolean> {
  return (await loaders.credential.load(credentialId))?.productionAsked === true;
}

/** Whether somebody who reads a run may find other than the judge: a reviewer, of what is not their own team's, while calls move it. */
export async function mayReview(
  ctx: HomologationContext,
  run: Pick<ConformanceRun, 'credentialId' | 'current'>,
): Promise<boolean> {
  return may(ctx.caller, 'REVIEW_RUNS') && run.current && !(await ownsRun(ctx, run));
}

/** Whether a run is of the caller's team. */
export async function ownsRun(
  ctx: Pick<HomologationContext, 'caller' | 'loaders'>,
  { credentialId }: OfCredential,
): Promise<boolean> {
  return (await roleAt(ctx, credentialId)) !== null;
}
