import { may } from '@portal/service-kit';
import { roleAt } from '../accreditation/team.ts';
import type { ConformanceRun } from '../conformance/conformance-run.ts';
import type { HomologationContext } from '../context.ts';

/** Whether somebody reads a run: its team, the system itself, and those who look at requests from the day that it is theirs to look at. */
export async function mayReadRun(ctx: HomologationContext, run: ConformanceRun): Promise<boolean> {
  const { caller } = ctx;
  if (caller.kind === 'client') return caller.credentialId === run.credentialId;
  return caller.kind === 'person' && ((await ownsRun(ctx, run)) || readsAsReviewer(ctx, run));
}

/** Whether somebody reads a run as those do who look at requests. */
export async function readsAsReviewer(
  { caller, loaders }: HomologationContext,
  run: Pick<ConformanceRun, 'id' | 'credentialId'>,
): Promise<boolean> {
  return may(caller, 'READ_REQUESTS') && isUnderReview(loaders, run);
}

/** Whether a run is reviewers' to look at: production was asked for with its credential, or a report was issued of it. */
export async function isUnderReview(
  loaders: HomologationContext['loaders'],
  { id, credentialId }: Pick<ConformanceRun, 'id' | 'credentialId'>,
): Promise<boolean> {
  if (await loaders.reportOfRun.load(id)) return true;
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
  { credentialId }: Pick<ConformanceRun, 'credentialId'>,
): Promise<boolean> {
  return (await roleAt(ctx, credentialId)) !== null;
}
