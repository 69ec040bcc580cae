import { Button, Message, useNotify } from '@portal/ui';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useClient } from 'urql';
import { type QueueFilter, toGraphFilter, withQueue } from '../../queue/queue-filter.ts';
import { NextInQueueQuery } from '../review-documents.ts';
import type { ReviewRequest } from '../submission/fields.ts';
import type { Decision } from './decision-draft.ts';

interface DecidedProps {
  decision: Decision;
  request: ReviewRequest;
  /** The queue that the reviewer came from. */
  filter: QueueFilter;
}

/** What was decided, and the way on: the focus waits on the next request of the same queue. */
export function Decided({ decision, request, filter }: DecidedProps) {
  const next = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const client = useClient();
  const navigate = useNavigate();
  const { notify } = useNotify();
  useEffect(() => {
    next.current?.focus();
  }, []);

  async function openNext() {
    setBusy(true);
    const { data, error } = await client
      .query(NextInQueueQuery, { filter: toGraphFilter(filter) }, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(false);
    if (error)
      return void notify({ about: request.id, tone: 'danger', text: 'Não foi possível ler a fila. Tente de novo.' });
    const found = data?.reviewQueue?.edges.find(({ node }) => node.id !== request.id && isMine(node.allowedActions));
    if (!found) notify({ about: request.id, tone: 'info', text: 'Não há outra solicitação para você nesta fila.' });
    navigate(withQueue(found ? `/solicitacoes/${found.node.id}` : '/', filter));
  }

  return (
    <Message
      tone="success"
      title={titleOf(decision, request)}
      actions={
        <Button ref={next} variant="primary" icon="next" busy={busy} onClick={openNext}>
          Abrir a próxima da fila
        </Button>
      }
    />
  );
}

/** One that the viewer may take, or that is with them already. */
function isMine(actions: readonly string[]): boolean {
  return actions.includes('CLAIM') || actions.includes('APPROVE');
}

function titleOf(decision: Decision, { protocol, state }: ReviewRequest): string {
  if (decision === 'REQUEST_CHANGES') return `Ajustes solicitados na solicitação ${protocol}`;
  if (decision === 'REJECT') return `Solicitação ${protocol} não aprovada`;
  return state === 'SUBMITTED'
    ? `Primeira aprovação da solicitação ${protocol} registrada. Ela aguarda a 2ª aprovação.`
    : `Solicitação ${protocol} aprovada`;
}
