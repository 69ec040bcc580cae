import type { ConformanceMessageSide } from '@portal/domain';
import { type Caller, may } from '@portal/service-kit';
import type { ConformanceRun } from '../conformance/conformance-run.ts';
import type { HomologationContext } from '../context.ts';
import { isUnderReview, ownsRun } from '../overrides/who-reviews-runs.ts';

/** On whose side somebody who reads a run writes about it: its owner never on the reviewers', ADMIN and systems on none. */
export function sideOf(run: Pick<ConformanceRun, 'ownerId'>, caller: Caller): ConformanceMessageSide | null {
  if (ownsRun(run, caller)) return 'INTEGRATOR';
  return may(caller, 'WRITE') ? 'REVIEWERS' : null;
}

/** Whether somebody who reads a run may write about its requirements now: while calls move it and reviewers look at it. */
export async function mayWrite({ caller, loaders }: HomologationContext, run: ConformanceRun): Promise<boolean> {
  return run.current && sideOf(run, caller) !== null && (await isUnderReview(loaders, run));
}
