import {
  CONFORMANCE_OUTCOME_LABELS,
  CONFORMANCE_OVERRIDE_OUTCOME_LABELS,
  type ConformanceOutcome,
  type ConformanceOverrideOutcome,
  type ConformanceOverrideState,
} from './conformance.ts';

interface Override {
  readonly outcome: ConformanceOverrideOutcome;
  readonly state: ConformanceOverrideState;
}

/** Where a requirement stands, or what is proposed of it, as it is written within a sentence. */
export function outcomeWord(outcome: ConformanceOutcome | ConformanceOverrideOutcome): string {
  return { ...CONFORMANCE_OUTCOME_LABELS, ...CONFORMANCE_OVERRIDE_OUTCOME_LABELS }[outcome].toLowerCase();
}

/**
 * What reviewers propose or found of a requirement, even where the judge sees the same; the proposal before what counts, and
 * nothing where they lifted it.
 */
export function standingOverride<One extends Override>(overrides: readonly One[]): One | undefined {
  return overrides.find(({ state }) => state === 'OPEN') ?? found(overrides.find(({ state }) => state === 'CONFIRMED'));
}

/** Whether what reviewers found of any of these is another than it was then, so that what was signed then says another. */
export function foundSince(
  requirements: readonly { readonly overrides: readonly (Override & { readonly decidedAt: string | null })[] }[],
  time: string,
): boolean {
  return requirements.some(({ overrides }) => {
    const confirmed = overrides.filter(({ state }) => state === 'CONFIRMED' || state === 'REPLACED');
    const then = confirmed.find(({ decidedAt }) => decidedAt !== null && new Date(decidedAt) <= new Date(time));
    return found(confirmed[0]) !== found(then);
  });
}

/** One that lifts another finds nothing itself. */
function found<One extends Override>(override: One | undefined): One | undefined {
  return override?.outcome === 'AS_JUDGED' ? undefined : override;
}
