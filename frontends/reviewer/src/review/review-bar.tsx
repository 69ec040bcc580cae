import { ACCESS_REQUEST_ACTION_LABELS } from '@portal/domain';
import { Button, StickyBar } from '@portal/ui';
import { useEffect, useRef, useState } from 'react';
import type { Decision } from './decision/decision-draft.ts';
import type { ReviewRequest } from './submission/fields.ts';
import { useClaim } from './use-claim.ts';

interface ReviewBarProps {
  request: ReviewRequest;
  onDecide: (decision: Decision) => void;
}

/** What the viewer may do now, as the graph says it: decide, take it, put it back, or nothing. */
export function ReviewBar({ request, onDecide }: ReviewBarProps) {
  const { claim, release } = useClaim();
  const [busy, setBusy] = useState(false);
  const acted = useRef(false);
  const may = new Set(request.allowedActions);
  const act = async (what: typeof claim) => {
    setBusy(true);
    await what(request);
    acted.current = true;
    setBusy(false);
  };
  // The button that was pressed is gone once the act is done: the focus stays in the bar.
  useEffect(() => {
    if (busy || !acted.current) return;
    acted.current = false;
    document.querySelector<HTMLElement>('.sticky-bar button')?.focus();
  }, [busy]);
  const label = (action: Decision) => ACCESS_REQUEST_ACTION_LABELS[action];
  if (!may.has('APPROVE') && !may.has('CLAIM') && !may.has('RELEASE')) return <HeldBy request={request} />;
  return (
    <StickyBar label="Decisão">
      {may.has('APPROVE') && (
        <>
          <Button variant="primary" icon="success" onClick={() => onDecide('APPROVE')}>
            {label('APPROVE')}
          </Button>
          <Button icon="edit" onClick={() => onDecide('REQUEST_CHANGES')}>
            {label('REQUEST_CHANGES')}
          </Button>
          <Button icon="refused" danger onClick={() => onDecide('REJECT')}>
            {label('REJECT')}
          </Button>
        </>
      )}
      {may.has('CLAIM') && (
        <Button variant="primary" icon="claim" busy={busy} onClick={() => act(claim)}>
          Assumir
        </Button>
      )}
      {may.has('RELEASE') && (
        <Button variant="tertiary" busy={busy} onClick={() => act(release)}>
          Devolver à fila
        </Button>
      )}
    </StickyBar>
  );
}

function HeldBy({ request: { state, reviewer } }: { request: ReviewRequest }) {
  if (state !== 'IN_REVIEW' || !reviewer) return null;
  return <p className="held-by">{`A análise está com ${reviewer.name}.`}</p>;
}
