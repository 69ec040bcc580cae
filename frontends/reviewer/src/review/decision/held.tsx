import { ACCESS_REQUEST_ACTION_LABELS } from '@portal/domain';
import { Button, Message } from '@portal/ui';
import { useEffect, useRef, useState } from 'react';
import { useKeyOf } from '../keys/keys-context.ts';
import type { ReviewRequest } from '../submission/fields.ts';
import type { Decision } from './decision-draft.ts';
import { HELD_MS } from './use-held-decision.ts';

interface HeldProps {
  request: ReviewRequest;
  decision: Decision;
  /** When it is sent by itself; undefined while it is being sent. */
  until: number | undefined;
  onUndo: () => void;
  onSend: () => void;
  /** Sends it and goes on. */
  onNext: () => void;
}

/** A decision that nobody was told of yet: how long it can be taken back, and the ways on. */
export function Held({ request, decision, until, onUndo, onSend, onNext }: HeldProps) {
  const next = useRef<HTMLButtonElement>(null);
  const left = useSecondsUntil(until);
  const undoKey = useKeyOf('z');
  const nextKey = useKeyOf('p');
  useEffect(() => {
    next.current?.focus({ preventScroll: true });
  }, []);
  const words = `${ACCESS_REQUEST_ACTION_LABELS[decision]}: solicitação ${request.protocol}`;
  return (
    <section className="decision-held" aria-label="Decisão">
      <Message
        tone="info"
        role="none"
        title={words}
        actions={
          <>
            {until !== undefined && (
              <>
                <Button icon="undo" {...undoKey} onClick={onUndo}>
                  Desfazer
                </Button>
                <Button onClick={onSend}>Enviar já</Button>
              </>
            )}
            <Button ref={next} variant="primary" icon="next" busy={until === undefined} {...nextKey} onClick={onNext}>
              Próxima
            </Button>
          </>
        }
      >
        {/* Told once to who listens; a count said every second would talk over everything. */}
        <p role="status" className="visually-hidden">
          {until === undefined
            ? 'Enviando a decisão.'
            : `Decisão pronta: ${words}. Ela é enviada em ${HELD_MS / 1000} segundos. Até lá, você pode desfazer.`}
        </p>
        <p aria-hidden="true" className="decision-countdown">
          {until === undefined ? 'Enviando…' : `Ninguém foi avisado ainda. A decisão é enviada em ${left} s.`}
        </p>
      </Message>
    </section>
  );
}

function useSecondsUntil(until: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === undefined) return;
    setNow(Date.now());
    const ticking = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(ticking);
  }, [until]);
  return until === undefined ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
}
