import { type ConformanceMessageSide, teamMay } from '@portal/domain';
import { roleAt } from '../accreditation/team.ts';
import type { ConformanceRun } from '../conformance/conformance-run.ts';
import type { HomologationContext } from '../context.ts';
import { isUnderReview, mayOn } from '../overrides/who-reviews-runs.ts';

/** On whose side somebody who reads a run writes about it: its team never on the reviewers', ADMIN, systems and who only reads on none. */
export async function sideOf(
  ctx: HomologationContext,
  { credentialId }: Pick<ConformanceRun, 'credentialId'>,
): Promise<ConformanceMessageSide | null> {
  const role = await roleAt(ctx, credentialId);
  if (role !== null) return teamMay(role, 'WRITE_MESSAGE') ? 'INTEGRATOR' : null;
  return (await mayOn(ctx, 'WRITE', { credentialId })) ? 'REVIEWERS' : null;
}

/** Whether somebody who reads a run may write about its requirements now: while calls move it and reviewers look at it. */
export async function mayWrite(ctx: HomologationContext, run: ConformanceRun): Promise<boolean> {
  return run.current && (await sideOf(ctx, run)) !== null && (await isUnderReview(ctx.loaders, run));
}
