import { Button, Message } from '@portal/ui';
import { useEffect, useRef } from 'react';
import { useKeyOf } from '../keys/keys-context.ts';
import type { ReviewRequest } from '../submission/fields.ts';
import { decidedTitle } from './decided-title.ts';
import type { Decision } from './decision-draft.ts';

interface DecidedProps {
  decision: Decision;
  request: ReviewRequest;
  busy: boolean;
  onNext: () => void;
}

/** What was decided, and the way on: the focus waits on the next request of the same queue. */
export function Decided({ decision, request, busy, onNext }: DecidedProps) {
  const next = useRef<HTMLButtonElement>(null);
  const nextKey = useKeyOf('p');
  useEffect(() => {
    next.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section className="decision-held" aria-label="Decisão">
      <Message
        tone="success"
        title={decidedTitle(decision, request)}
        actions={
          <Button ref={next} variant="primary" icon="next" busy={busy} {...nextKey} onClick={onNext}>
            Próxima
          </Button>
        }
      />
    </section>
  );
}
