import { type Caller, may } from '@portal/service-kit';
import type { ConformanceRun } from '../conformance/conformance-run.ts';
import type { HomologationContext } from '../context.ts';

/** Whether somebody reads a run: its owner, the system itself, and those who look at requests from the day that it is theirs to look at. */
export async function mayReadRun(ctx: HomologationContext, run: ConformanceRun): Promise<boolean> {
  const { caller } = ctx;
  if (caller.kind === 'client') return caller.credentialId === run.credentialId;
  return caller.kind === 'person' && (ownsRun(run, caller) || readsAsReviewer(ctx, run));
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

/** Whether somebody who reads a run may find other than the judge: a reviewer, of what is not their own, while calls move it. */
export function mayReview(run: Pick<ConformanceRun, 'ownerId' | 'current'>, caller: Caller): boolean {
  return may(caller, 'REVIEW_RUNS') && !ownsRun(run, caller) && run.current;
}

/** Whether a run is somebody's own. */
export function ownsRun({ ownerId }: Pick<ConformanceRun, 'ownerId'>, caller: Caller): boolean {
  return caller.kind === 'person' && caller.id === ownerId;
}
