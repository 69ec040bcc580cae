import { QueryView, useLive, useRead, useViewer } from '@portal/console';
import { useErased } from '@portal/console/conversation';
import { HISTORY_LABELS } from '@portal/domain';
import { Breadcrumb, Message } from '@portal/ui';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { ReviewMessageChangedSubscription, ReviewQueueChangedSubscription } from '../queue/queue-documents.ts';
import { queueFilterOf, withQueue } from '../queue/queue-filter.ts';
import { RequestNotFound } from './request-not-found.tsx';
import { ReviewDesk } from './review-desk.tsx';
import { ReviewRequestQuery } from './review-documents.ts';

/** Análise: one request, read beside its evidence, and decided. */
export function ReviewPage() {
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const filter = queueFilterOf(params);
  const viewer = useViewer();
  const request = useRead({ query: ReviewRequestQuery, variables: { id }, pick: (data) => data.accessRequest });
  const erased = useErased();
  const [news, setNews] = useState<{ of: string; text: string }>();

  useLive(ReviewQueueChangedSubscription, ({ reviewQueueChanged: { accessRequest, event } }) => {
    if (accessRequest.id !== id) return;
    // What one did oneself is told where one did it.
    if (event.actor !== viewer?.name) setNews({ of: id, text: `${HISTORY_LABELS[event.action]} por ${event.actor}.` });
    request.retry();
  });

  useLive(ReviewMessageChangedSubscription, ({ reviewMessageChanged: { message, accessRequest } }) => {
    if (accessRequest.id !== id) return;
    erased.note(message);
  });

  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Fila', to: withQueue('/', filter) },
          { label: request.value ? `Solicitação ${request.value.protocol}` : 'Solicitação' },
        ]}
      />
      {news?.of === id && (
        <Message tone="info" title="Esta solicitação mudou" onClose={() => setNews(undefined)}>
          {news.text}
        </Message>
      )}
      <QueryView of={request} lines={8} title="Solicitação" empty={<RequestNotFound filter={filter} />}>
        {(found) => <ReviewDesk key={id} {...{ filter, erased }} request={found} />}
      </QueryView>
    </>
  );
}
