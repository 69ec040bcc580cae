import type { Permission } from '@portal/domain';
import { type Caller, may, mayIn } from '@portal/service-kit';
import type { Accreditation } from '../accreditation/accreditation.ts';
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

/** Whether somebody reads a run as those do who look at requests: reviewers in the portfolios that they are bound to. */
export async function readsAsReviewer(
  { caller, loaders }: Pick<HomologationContext, 'caller' | 'loaders'>,
  { credentialId }: OfCredential,
): Promise<boolean> {
  return may(caller, 'READ_REQUESTS') && isUnderReviewBy(await loaders.credential.load(credentialId), caller);
}

/** Whether what a credential came to is the caller's to look at for the Ministry: production was asked for with it. */
export function isUnderReviewBy(credential: Accreditation | null | undefined, caller: Caller): boolean {
  return credential?.productionAsked === true && mayIn(caller, 'READ_REQUESTS', credential.portfolio);
}

/** Whether a run is reviewers' to look at: production was asked for with its credential. */
export async function isUnderReview(
  loaders: HomologationContext['loaders'],
  { credentialId }: OfCredential,
): Promise<boolean> {
  return (await loaders.credential.load(credentialId))?.productionAsked === true;
}

/** Whether somebody may do this for the Ministry on what a credential came to: reviewers in the portfolios that they are bound to. */
export async function mayOn(
  { caller, loaders }: Pick<HomologationContext, 'caller' | 'loaders'>,
  permission: Permission,
  { credentialId }: OfCredential,
): Promise<boolean> {
  if (!may(caller, permission)) return false;
  const credential = await loaders.credential.load(credentialId);
  return credential !== null && mayIn(caller, permission, credential.portfolio);
}

/** Whether somebody who reads a run may find other than the judge: a reviewer, of what is not their own team's, while calls move it. */
export async function mayReview(
  ctx: HomologationContext,
  run: Pick<ConformanceRun, 'credentialId' | 'current'>,
): Promise<boolean> {
  return run.current && (await mayOn(ctx, 'REVIEW_RUNS', run)) && !(await ownsRun(ctx, run));
}

/** Whether a run is of the caller's team. */
export async function ownsRun(
  ctx: Pick<HomologationContext, 'caller' | 'loaders'>,
  { credentialId }: OfCredential,
): Promise<boolean> {
  return (await roleAt(ctx, credentialId)) !== null;
}
