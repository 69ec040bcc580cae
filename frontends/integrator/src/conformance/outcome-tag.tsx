import {
  CONFORMANCE_OUTCOME_LABELS,
  CONFORMANCE_RUN_OUTCOME_LABELS,
  type ConformanceOutcome,
  type ConformanceRunOutcome,
} from '@portal/domain';
import { Tag, type TagProps } from '@portal/ui';

type Look = Pick<TagProps, 'tone' | 'icon'>;

const LOOKS: Readonly<Record<ConformanceOutcome, Look>> = {
  WAITING: { icon: 'clock' },
  PASSED: { tone: 'green', icon: 'success' },
  FAILED: { tone: 'red', icon: 'refused' },
  INCONCLUSIVE: { tone: 'yellow', icon: 'warning' },
  NOT_APPLICABLE: { icon: 'cancelled' },
  ATTESTED: { tone: 'blue', icon: 'success' },
  IN_REVIEW: { tone: 'yellow', icon: 'search' },
  NOT_TESTED: { icon: 'info' },
};

const RUN_LOOKS: Readonly<Record<ConformanceRunOutcome, Look>> = {
  WAITING: LOOKS.WAITING,
  FAILED: LOOKS.FAILED,
  INCONCLUSIVE: LOOKS.INCONCLUSIVE,
  COMPLETE: LOOKS.PASSED,
  EXPIRED: { tone: 'yellow', icon: 'clock' },
};

/** Where a step or a requirement stands. */
export function OutcomeTag({ outcome }: { readonly outcome: ConformanceOutcome }) {
  return <Tag {...LOOKS[outcome]}>{CONFORMANCE_OUTCOME_LABELS[outcome]}</Tag>;
}

/** How a run stands. */
export function RunOutcomeTag({ outcome }: { readonly outcome: ConformanceRunOutcome }) {
  return <Tag {...RUN_LOOKS[outcome]}>{CONFORMANCE_RUN_OUTCOME_LABELS[outcome]}</Tag>;
}
