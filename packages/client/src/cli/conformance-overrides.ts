import { CONFORMANCE_OUTCOME_LABELS } from '@portal/domain';
import type { ConformanceRunSummaryFragment } from '../gql/graphql.ts';

type Requirement = Pick<ConformanceRunSummaryFragment['requirements'][number], 'outcome' | 'judged' | 'overrides'>;

/** Why a requirement stands otherwise than the judge saw it, in Portuguese; null where it does not. */
export function foundByPeople({ outcome, judged, overrides }: Requirement): string | null {
  if (outcome === judged) return null;
  const found = overrides.find(({ state }) => state === (outcome === 'IN_REVIEW' ? 'OPEN' : 'CONFIRMED'));
  const seen = `O juiz viu: ${CONFORMANCE_OUTCOME_LABELS[judged].toLowerCase()}.`;
  if (!found) return seen;
  const what = outcome === 'IN_REVIEW' ? 'Proposto' : 'Por análise';
  return `${seen} ${what}: ${CONFORMANCE_OUTCOME_LABELS[found.outcome].toLowerCase()}, porque ${found.reason}`;
}
