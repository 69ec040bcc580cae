import { NotFoundPage, QueryView, RequireViewer, useRead } from '@portal/console';
import { formatDateTime } from '@portal/domain';
import { Breadcrumb, DescriptionList, Message, PageTitle } from '@portal/ui';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { WebhookPageQuery } from '../gql/graphql.ts';
import { Deliveries } from './deliveries.tsx';
import { EventsSetAside } from './events-set-aside.tsx';
import { WebhookPage } from './webhook.documents.ts';
import { WebhookActs } from './webhook-acts.tsx';
import { EventNames, WebhookSentence, WebhookTag, whoseWebhook } from './webhook-state.tsx';

/** /webhooks/:id */
export function Component() {
  const { id = '' } = useParams();
  return (
    <RequireViewer>
      <WebhookById key={id} id={id} />
    </RequireViewer>
  );
}

function WebhookById({ id }: { readonly id: string }) {
  const webhook = useRead({ query: WebhookPage, variables: { id }, pick: (data) => data.webhook });
  return (
    <QueryView of={webhook} title="Webhook" empty={<NotFoundPage />}>
      {(found) => <WebhookDetail webhook={found} />}
    </QueryView>
  );
}

const GONE = 'alguém que saiu da equipe';

/** When something was done to a team's webhook, and by whom; of one's own one knows. */
function when(at: string, by: string | null): string {
  return by === null ? formatDateTime(at) : `${formatDateTime(at)}, por ${by}`;
}

function WebhookDetail({ webhook }: { readonly webhook: NonNullable<WebhookPageQuery['webhook']> }) {
  const { previousSecretExpiresAt, teamId, changedAt } = webhook;
  const [sent, setSent] = useState(0);
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Webhooks', to: '/webhooks' }, { label: webhook.description || webhook.url }]} />
      <PageTitle documentTitle="Webhook" aside={<WebhookTag state={webhook.state} />}>
        <span className="webhook-url">{webhook.description || webhook.url}</span>
      </PageTitle>
      <WebhookSentence webhook={webhook} />
      <EventsSetAside events={webhook.eventsSetAside} />
      <DescriptionList
        items={[
          { term: 'Endereço', value: <span className="webhook-url">{webhook.url}</span> },
          { term: 'Eventos', value: <EventNames types={webhook.eventTypes} /> },
          {
            term: 'De quem é',
            value: teamId ? <Link to={`/equipes/${teamId}`}>{whoseWebhook(webhook)}</Link> : whoseWebhook(webhook),
          },
          { term: 'Criado em', value: when(webhook.createdAt, teamId && (webhook.createdBy ?? GONE)) },
          {
            term: 'Alterado em',
            value: changedAt && when(changedAt, teamId && (webhook.changedBy ?? GONE)),
          },
          {
            term: 'Segredo',
            value: `Gerado em ${formatDateTime(webhook.secretIssuedAt)}.${
              previousSecretExpiresAt
                ? ` Até ${formatDateTime(previousSecretExpiresAt)} os avisos levam também a assinatura do anterior.`
                : ''
            }`,
          },
        ]}
      />
      {webhook.mayManage ? (
        <WebhookActs webhook={webhook} onSent={() => setSent((count) => count + 1)} />
      ) : (
        <Message tone="info" role="none">
          Você acompanha este webhook. Quem é gestor da equipe pode testar, alterar e excluir.
        </Message>
      )}
      <Deliveries id={webhook.id} sent={sent} active={webhook.state === 'ACTIVE'} mayManage={webhook.mayManage} />
    </>
  );
}
