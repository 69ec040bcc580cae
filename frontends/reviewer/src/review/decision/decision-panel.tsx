import { ACCESS_REQUEST_ACTION_LABELS } from '@portal/domain';
import { Button, ErrorSummary, Message } from '@portal/ui';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { OpenProposals } from '../conformance/open-proposals.tsx';
import type { ReviewRequest } from '../submission/fields.ts';
import { type Decision, type DecisionDraft, type DraftFaults, faultsOf } from './decision-draft.ts';
import { DecisionForm } from './decision-form.tsx';
import { useKeptDraft } from './kept-draft.ts';

interface DecisionPanelProps {
  request: ReviewRequest;
  decision: Decision;
  /** Why the portal did not take it, where it was sent already. */
  refused: readonly string[];
  onBack: () => void;
  /** It is written; what it says. */
  onDecide: (draft: DecisionDraft) => void;
}

/** A decision as it is written, beside the request and its proof: nothing lies over what one writes about. */
export function DecisionPanel({ request, decision, refused, onBack, onDecide }: DecisionPanelProps) {
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  const { draft, change } = useKeptDraft(request, decision);
  const [faults, setFaults] = useState<DraftFaults>({});
  const [attempt, setAttempt] = useState(0);
  const words = ACCESS_REQUEST_ACTION_LABELS[decision];

  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
    beginning(panel.current, decision)?.focus({ preventScroll: true });
  }, [decision]);

  function confirm() {
    const found = faultsOf(decision, draft, request);
    setFaults(found);
    setAttempt(attempt + 1);
    if (Object.keys(found).length === 0) onDecide(draft);
  }
  function byKey(event: KeyboardEvent) {
    // What is pressed in a dialog is the dialog's.
    if (event.target instanceof Element && event.target.closest('dialog')) return;
    if (event.key === 'Escape') onBack();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) confirm();
    else return;
    event.preventDefault();
  }

  return (
    <section ref={panel} className="decision-panel" aria-labelledby={`${id}-title`} onKeyDown={byKey}>
      <h2 id={`${id}-title`}>{`${words}: solicitação ${request.protocol}`}</h2>
      <div className="decision-body">
        <ErrorSummary
          attempt={attempt}
          errors={Object.entries(faults).map(([place, text]) => ({
            fieldId: `${id}-${place}`,
            text: named(place, text),
          }))}
        />
        {refused.length > 0 && (
          <Message tone="danger" title="A decisão não foi registrada">
            {refused.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </Message>
        )}
        <OpenProposals request={request} />
        {decision === 'APPROVE' && request.needsSecondApproval && <p>{twoApprovals(request)}</p>}
        <DecisionForm {...{ request, decision, draft, faults, id }} onChange={change} />
      </div>
      <div className="decision-acts">
        <Button onClick={onBack}>Voltar</Button>
        <Button variant="primary" danger={decision === 'REJECT'} data-confirm="" onClick={confirm}>
          {words}
        </Button>
      </div>
    </section>
  );
}

function twoApprovals({ approvals }: ReviewRequest): string {
  return approvals.length === 0
    ? 'São necessárias duas aprovações, e esta é a primeira: a solicitação volta à fila, e outra pessoa dá a segunda.'
    : 'Esta é a segunda de duas aprovações: com ela a solicitação fica aprovada.';
}

/** Where one begins: at what is to be filled in; an approval that nothing is asked of waits at its button. */
function beginning(panel: HTMLElement | null, decision: Decision): HTMLElement | null | undefined {
  const asked = decision === 'APPROVE' ? 'input[type="checkbox"]' : 'select, textarea';
  return panel?.querySelector<HTMLElement>(asked) ?? panel?.querySelector<HTMLElement>('[data-confirm]');
}

function named(place: string, text: string): string {
  const [, position] = place.match(/^reasons\.(\d+)/) ?? [];
  return position === undefined ? text : `Motivo ${Number(position) + 1}: ${text}`;
}
