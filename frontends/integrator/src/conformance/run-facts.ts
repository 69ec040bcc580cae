import { standingOverride } from '@portal/domain';
import type { ConformancePageQuery, ConformanceRunFactsFragment, ConformanceRunPageQuery } from '../gql/graphql.ts';

/** A run with all that is asked. */
export type Run = ConformanceRunFactsFragment;
type Access = NonNullable<NonNullable<ConformancePageQuery['credential']>['homologationAccess']>;
/** As little of a run as a list tells. */
export type ListedRun = Access['before']['edges'][number]['node'];
/** What is asked, and how it was met. */
export type Requirement = Run['requirements'][number];
/** What is to be seen once. */
export type Step = Requirement['steps'][number];

/** What was found by an id, where it is a run. */
export function asRun(node: ConformanceRunPageQuery['node']): Run | null {
  return node && 'requirements' in node ? node : null;
}

const MET = new Set<Requirement['outcome']>(['PASSED', 'ATTESTED', 'NOT_APPLICABLE']);

/** Whether nothing is left to do for it: what is not tested asks for nothing. */
export function isMet({ outcome }: Pick<Requirement, 'outcome'>): boolean {
  return MET.has(outcome) || outcome === 'NOT_TESTED';
}

/** Of those that count, how many are met. */
export function progressOf({ requirements }: Run): { met: number; of: number } {
  const counted = requirements.filter(({ severity, outcome }) => severity === 'REQUIRED' && outcome !== 'NOT_TESTED');
  return { met: counted.filter(isMet).length, of: counted.length };
}

/** What to do next: the first step that a complete run still needs, with what it is of. */
export function nextStep({ requirements }: Run): { requirement: Requirement; step: Step | undefined } | undefined {
  // Where people decide no call helps.
  const requirement = requirements.find(
    (one) => one.severity === 'REQUIRED' && !isMet(one) && !standingOverride(one.overrides),
  );
  return requirement && { requirement, step: requirement.steps.find((step) => !isMet(step)) };
}
