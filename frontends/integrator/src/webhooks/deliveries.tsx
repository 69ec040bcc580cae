import { QueryView, useConnection } from '@portal/console';
import { actMessage, useAct } from '@portal/console/acts';
import {
  daysWord,
  formatDateTime,
  WEBHOOK_DELIVERY_STATE_LABELS,
  WebhookDeliveryState,
  webhookEventLabel,
} from '@portal/domain';
import { Button, Card, Disclosure, EmptyState, LoadMore, Select, useNotify } from '@portal/ui';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import type { WebhookDeliveryRowFragment } from '../gql/graphql.ts';
import { Attempts } from './attempts.tsx';
import { DeliveriesKept, ReplayWebhookDelivery, WebhookDeliveries } from './webhook.documents.ts';
import { DeliveryTag } from './webhook-state.tsx';

interface DeliveriesProps {
  readonly id: string;
  /** Rises whenever something was sent elsewhere on the page: the list is read again. */
  readonly sent: number;
  readonly active: boolean;
  /** Whether the viewer may send again. */
  readonly mayManage: boolean;
}

const STATES = Object.values(WebhookDeliveryState);
const OPTIONS = STATES.map((value) => ({ value, label: WEBHOOK_DELIVERY_STATE_LABELS[value].label }));
const SOON_MS = 20_000;
const AGAIN_MS = 2_000;

/** What was sent to a webhook and what is to be, with every attempt. */
export function Deliveries({ id, sent, active, mayManage }: DeliveriesProps) {
  const [state, setState] = useState<WebhookDeliveryState | null>(null);
  const deliveries = useConnection({
    document: WebhookDeliveries,
    variables: { id, state },
    pick: ({ webhook }) => webhook?.deliveries,
  });
  const [{ data: kept }] = useQuery({ query: DeliveriesKept });
  const keptDays = kept?.retentionTerms?.find(({ kind }) => kind === 'WEBHOOK_DELIVERIES')?.days;
  const { nodes, retry: readAgain } = deliveries;
  const awaited = active && nodes.some(isAwaited);

  // Once more than it takes to see what became of it: the webhook is read a moment before its deliveries, and that may have
  // stopped it in between.
  const [last, setLast] = useState(false);
  useEffect(() => {
    if (sent === 0) return;
    readAgain();
    setLast(true);
  }, [sent, readAgain]);
  useEffect(() => {
    if (awaited) setLast(true);
  }, [awaited]);
  useEffect(() => {
    if (!awaited && !last) return;
    const timer = setInterval(() => {
      readAgain();
      setLast(awaited);
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [awaited, last, readAgain]);

  return (
    <section aria-labelledby="envios">
      <h2 id="envios">Envios</h2>
      {keptDays !== undefined && <p>Guardados por {daysWord(keptDays)}.</p>}
      <Select
        label="Situação"
        className="narrow-field"
        placeholder="Todas"
        options={OPTIONS}
        value={state ?? ''}
        onChange={(event) => setState(STATES.find((one) => one === event.target.value) ?? null)}
      />
      <QueryView
        of={deliveries}
        empty={
          <EmptyState title="Nenhum envio" icon="sent">
            <p>{emptySentence(state, mayManage)}</p>
          </EmptyState>
        }
      >
        {(shown) => (
          <>
            {shown.map((delivery) => (
              <Delivery key={delivery.id} delivery={delivery} maySend={active && mayManage} onSent={readAgain} />
            ))}
            <LoadMore
              shown={shown.length}
              total={deliveries.total}
              what="envios"
              hasMore={deliveries.hasMore}
              loading={deliveries.loadingMore}
              onLoadMore={deliveries.loadMore}
            />
          </>
        )}
      </QueryView>
    </section>
  );
}

function emptySentence(state: WebhookDeliveryState | null, mayManage: boolean): string {
  if (state) return 'Não há envios nesta situação.';
  return mayManage ? 'Use “Enviar teste” para conferir o endereço.' : 'Não há envios guardados.';
}

/** Whether something is about to come of it. */
function isAwaited({ state, nextAttemptAt }: WebhookDeliveryRowFragment): boolean {
  return state === 'PENDING' && Boolean(nextAttemptAt) && Date.parse(nextAttemptAt ?? '') < Date.now() + SOON_MS;
}

interface DeliveryProps {
  readonly delivery: WebhookDeliveryRowFragment;
  readonly maySend: boolean;
  readonly onSent: () => void;
}

function Delivery({ delivery, maySend, onSent }: DeliveryProps) {
  const [replay, busy] = useAct(ReplayWebhookDelivery);
  const { notify } = useNotify();
  const pending = delivery.state === 'PENDING';
  const label = webhookEventLabel(delivery.eventType);

  async function send(): Promise<void> {
    const { data, error } = await replay({ id: delivery.id });
    const problems = data?.replayWebhookDelivery.problems;
    if (problems?.length !== 0) notify({ about: delivery.id, tone: 'danger', text: actMessage(problems, error) });
    else {
      notify({ about: delivery.id, tone: 'success', text: `Enviando de novo: ${label}.` });
      onSent();
    }
  }

  return (
    <Card
      title={label}
      level={3}
      aside={<DeliveryTag state={delivery.state} />}
      className="webhook"
      footer={
        maySend && (
          <Button size="small" icon="sent" busy={busy} onClick={() => void send()}>
            {pending ? 'Tentar agora' : 'Enviar de novo'}
            <span className="visually-hidden">
              : {label}, {formatDateTime(delivery.createdAt)}
            </span>
          </Button>
        )
      }
    >
      <p>{sentenceOf(delivery)}</p>
      <Disclosure
        summary={
          <>
            Tentativas e conteúdo<span className="visually-hidden"> de {delivery.messageId}</span>
          </>
        }
      >
        <Attempts delivery={delivery} />
      </Disclosure>
    </Card>
  );
}

function sentenceOf({ state, createdAt, nextAttemptAt, finishedAt, attemptCount }: WebhookDeliveryRowFragment): string {
  const tries = attemptCount === 1 ? '1 tentativa' : `${attemptCount} tentativas`;
  const made = `Evento de ${formatDateTime(createdAt)}.`;
  if (state === 'DELIVERED') return `${made} Entregue em ${formatDateTime(finishedAt ?? createdAt)}, com ${tries}.`;
  if (state === 'FAILED') return `${made} Não entregue, com ${tries}.`;
  if (attemptCount === 0) return `${made} Ainda não enviado.`;
  return `${made} ${tries} até agora.${nextAttemptAt ? ` Próxima em ${formatDateTime(nextAttemptAt)}.` : ''}`;
}
