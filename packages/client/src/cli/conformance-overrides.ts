import { outcomeWord, standingOverride } from '@portal/domain';
import type { ConformanceRunSummaryFragment } from '../gql/graphql.ts';

type Requirement = Pick<ConformanceRunSummaryFragment['requirements'][number], 'judged' | 'overrides'>;

/** What reviewers propose or found of a requirement beside the judge, in Portuguese; null where they have no say, or none any more. */
export function foundByPeople({ judged, overrides }: Requirement): string | null {
  const found = standingOverride(overrides);
  if (!found) return null;
  const what = found.state === 'OPEN' ? 'Proposto' : 'Resultado da análise';
  return `Resultado automático: ${outcomeWord(judged)}. ${what}: ${outcomeWord(found.outcome)}, porque ${found.reason}`;
}
