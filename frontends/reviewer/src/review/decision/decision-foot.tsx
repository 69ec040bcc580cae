import { useEffect, useRef } from 'react';
import type { QueueFilter } from '../../queue/queue-filter.ts';
import { DECISION_KEYS } from '../keys/desk-keys.ts';
import { useNext } from '../next/use-next.ts';
import { ReviewBar } from '../review-bar.tsx';
import type { ReviewRequest } from '../submission/fields.ts';
import { Decided } from './decided.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { Held } from './held.tsx';
import type { DecisionStage, useHeldDecision } from './use-held-decision.ts';

interface DecisionFootProps {
  request: ReviewRequest;
  /** The queue that the reviewer came from. */
  filter: QueueFilter;
  decision: ReturnType<typeof useHeldDecision>;
  onHelp: () => void;
}

/** The foot of the desk: what one may do, the decision as it is written, how long it can be taken back, what became of it. */
export function DecisionFoot({ request, filter, decision, onHelp }: DecisionFootProps) {
  const { stage } = decision;
  useBackToBar(stage);
  const next = useNext({ id: request.id, decided: stage.at !== 'reading' && stage.at !== 'writing' }, filter);
  switch (stage.at) {
    case 'held':
    case 'sending':
      return (
        <Held
          request={request}
          decision={stage.decision}
          until={stage.at === 'held' ? stage.until : undefined}
          onUndo={decision.undo}
          onSend={decision.send}
          onNext={async () => {
            if (await decision.send()) await next.next();
          }}
        />
      );
    case 'decided':
      // It was sent anew meanwhile: what was decided is of another submission.
      if (request.submissions > stage.request.submissions) break;
      return <Decided decision={stage.decision} request={stage.request} busy={next.busy} onNext={next.next} />;
    case 'writing':
      if (!request.allowedActions.includes('APPROVE')) break;
      return (
        <DecisionPanel
          key={stage.decision}
          request={request}
          decision={stage.decision}
          refused={stage.refused}
          onBack={decision.back}
          onDecide={(draft) => decision.hold(stage.decision, draft)}
        />
      );
  }
  return <ReviewBar request={request} next={next} onDecide={decision.write} onHelp={onHelp} />;
}

/** Who goes back from a decision stands at the button that led to it. */
function useBackToBar(stage: DecisionStage): void {
  const before = useRef(stage);
  useEffect(() => {
    const { current: left } = before;
    before.current = stage;
    if (stage.at !== 'reading' || left.at !== 'writing') return;
    document
      .querySelector<HTMLElement>(`.sticky-bar [data-key="${DECISION_KEYS[left.decision]}"]`)
      ?.focus({ preventScroll: true });
  }, [stage]);
}
