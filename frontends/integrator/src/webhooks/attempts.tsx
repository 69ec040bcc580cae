import { formatDateTime, WEBHOOK_FAILURE_LABELS } from '@portal/domain';
import { DescriptionList } from '@portal/ui';
import type { WebhookDeliveryRowFragment } from '../gql/graphql.ts';

type Attempt = WebhookDeliveryRowFragment['attempts'][number];

/** What is sent, and each attempt with its request and its answer. */
export function Attempts({ delivery }: { readonly delivery: WebhookDeliveryRowFragment }) {
  return (
    <>
      <DescriptionList
        items={[
          { term: 'Identificador (webhook-id)', value: <code className="webhook-url">{delivery.messageId}</code> },
          { term: 'Evento', value: <code>{delivery.eventType}</code> },
          { term: 'Conteúdo enviado', value: <code className="webhook-text">{delivery.payload}</code> },
        ]}
      />
      {delivery.attempts.length === 0 && <p>Nenhuma tentativa ainda.</p>}
      <ol className="webhook-attempts">
        {delivery.attempts.map((attempt) => (
          <li key={attempt.id}>
            <DescriptionList
              items={[
                { term: 'Tentativa', value: `${formatDateTime(attempt.at)}, ${duration(attempt)}` },
                { term: 'Resultado', value: resultOf(attempt) },
                {
                  term: 'Cabeçalhos enviados',
                  value: (
                    <code className="webhook-text">
                      {attempt.requestHeaders.map(({ name, value }) => `${name}: ${value}`).join('\n')}
                    </code>
                  ),
                },
                {
                  term: 'Resposta',
                  value: attempt.responseBody ? (
                    <code className="webhook-text">{attempt.responseBody}</code>
                  ) : (
                    'Sem conteúdo'
                  ),
                },
              ]}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

function duration({ durationMs }: Attempt): string {
  return durationMs < 1_000 ? `${durationMs} ms` : `${(durationMs / 1_000).toLocaleString('pt-BR')} s`;
}

function resultOf({ responseStatus, failure }: Attempt): string {
  const status = responseStatus ? `HTTP ${responseStatus}. ` : '';
  return failure ? `${status}${WEBHOOK_FAILURE_LABELS[failure]}` : `${status}Entregue.`;
}
