import { QueryView, RequireViewer, useConnection } from '@portal/console';
import { formatDateTime } from '@portal/domain';
import { Breadcrumb, Button, Card, DescriptionList, EmptyState, LoadMore, PageTitle } from '@portal/ui';
import { useState } from 'react';
import type { WebhookCardFragment } from '../gql/graphql.ts';
import { WebhookList } from './webhook.documents.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import { EventNames, WebhookSentence, WebhookTag, whoseWebhook } from './webhook-state.tsx';

/** /webhooks */
export function Component() {
  return (
    <RequireViewer>
      <Breadcrumb crumbs={[{ label: 'Webhooks' }]} />
      <PageTitle>Webhooks</PageTitle>
      <p className="lead">
        O Portal avisa o seu sistema, por HTTPS, quando algo muda nas solicitações e credenciais da sua equipe. Cada
        aviso é assinado e, se não chegar, é enviado de novo por até 3 dias.
      </p>
      <Webhooks />
    </RequireViewer>
  );
}

function Webhooks() {
  const [creating, setCreating] = useState(false);
  const webhooks = useConnection({ document: WebhookList, variables: {}, pick: (data) => data.webhooks });
  return (
    <>
      <p>
        <Button variant="primary" icon="add" onClick={() => setCreating(true)}>
          Novo webhook
        </Button>
      </p>
      {creating && <WebhookDialog onClose={() => setCreating(false)} />}
      <QueryView
        of={webhooks}
        empty={
          <EmptyState title="Você ainda não tem webhooks" icon="bell">
            <p>Informe o endereço do seu sistema e escolha os eventos que ele deve receber.</p>
          </EmptyState>
        }
      >
        {(nodes) => (
          <>
            {nodes.map((node) => (
              <WebhookSummary key={node.id} webhook={node} />
            ))}
            <LoadMore
              shown={nodes.length}
              total={webhooks.total}
              what="webhooks"
              hasMore={webhooks.hasMore}
              loading={webhooks.loadingMore}
              onLoadMore={webhooks.loadMore}
            />
          </>
        )}
      </QueryView>
    </>
  );
}

function WebhookSummary({ webhook }: { readonly webhook: WebhookCardFragment }) {
  return (
    <Card
      title={<span className="webhook-url">{webhook.url}</span>}
      to={`/webhooks/${webhook.id}`}
      aside={<WebhookTag state={webhook.state} />}
      className="webhook"
    >
      <WebhookSentence webhook={webhook} />
      <DescriptionList
        items={[
          { term: 'De quem é', value: whoseWebhook(webhook) },
          { term: 'Descrição', value: webhook.description },
          { term: 'Eventos', value: <EventNames types={webhook.eventTypes} /> },
          {
            term: 'Último aviso entregue',
            value: webhook.lastDeliveredAt ? formatDateTime(webhook.lastDeliveredAt) : 'Nenhum ainda',
          },
        ]}
      />
    </Card>
  );
}
