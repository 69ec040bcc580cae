import { traceIdOf, useLive, useViewer } from '@portal/console';
import { HISTORY_LABELS } from '@portal/domain';
import { Breadcrumb, ErrorState, Message, Skeleton } from '@portal/ui';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { ReviewQueueChangedSubscription } from '../queue/queue-documents.ts';
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
  const [{ data, error, fetching }, refetch] = useQuery({ query: ReviewRequestQuery, variables: { id } });
  const [news, setNews] = useState<string>();
  const request = data?.accessRequest;

  useLive(ReviewQueueChangedSubscription, ({ reviewQueueChanged: { accessRequest, event } }) => {
    if (accessRequest.id !== id) return;
    // What one did oneself is told where one did it.
    if (event.actor !== viewer?.name) setNews(`${HISTORY_LABELS[event.action]} por ${event.actor}.`);
    refetch({ requestPolicy: 'network-only' });
  });

  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Fila', to: withQueue('/', filter) },
          { label: request ? `Solicitação ${request.protocol}` : 'Solicitação' },
        ]}
      />
      {news && (
        <Message tone="info" title="Esta solicitação mudou" onClose={() => setNews(undefined)}>
          {news}
        </Message>
      )}
      {request && <ReviewDesk key={id} request={request} filter={filter} />}
      {!request && fetching && <Skeleton lines={8} />}
      {!request && !fetching && error && (
        <ErrorState traceId={traceIdOf(error)} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!request && !fetching && !error && <RequestNotFound filter={filter} />}
    </>
  );
}
