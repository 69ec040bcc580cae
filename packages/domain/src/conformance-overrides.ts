import { CONFORMANCE_OUTCOME_LABELS, type ConformanceOutcome, type ConformanceOverrideState } from './conformance.ts';

interface Override {
  readonly state: ConformanceOverrideState;
}

/** Where a requirement stands, as it is written within a sentence. */
export function outcomeWord(outcome: ConformanceOutcome): string {
  return CONFORMANCE_OUTCOME_LABELS[outcome].toLowerCase();
}

/** What reviewers propose or found of a requirement, even where the judge sees the same; the proposal before what counts. */
export function standingOverride<One extends Override>(overrides: readonly One[]): One | undefined {
  return overrides.find(({ state }) => state === 'OPEN') ?? overrides.find(({ state }) => state === 'CONFIRMED');
}

/** Whether reviewers came to another outcome of any of these since then, so that what was signed then says another. */
export function confirmedSince(
  requirements: readonly { readonly overrides: readonly (Override & { readonly decidedAt: string | null })[] }[],
  time: string,
): boolean {
  return requirements.some(({ overrides }) =>
    overrides.some(
      ({ state, decidedAt }) => state === 'CONFIRMED' && decidedAt !== null && new Date(decidedAt) > new Date(time),
    ),
  );
}
