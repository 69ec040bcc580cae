import { type Suggested, useRead, useViewer } from '@portal/console';
import { ACCESS_REQUEST_STATE_LABELS } from '@portal/domain';
import { establishmentOf } from '../queue/establishment-of.ts';
import { SuggestRequestsQuery } from './search-documents.ts';

/** Requests by their protocol, establishment, system or person, in every state. */
export function useSuggestions(words: string | null): Suggested {
  const mayRead = useViewer()?.permissions.includes('READ_REQUESTS') ?? false;
  const { value, reading, error } = useRead({
    query: SuggestRequestsQuery,
    variables: { text: words ?? '' },
    // What was asked for once is not asked for again while one goes on writing.
    requestPolicy: 'cache-first',
    pause: words === null || !mayRead,
    pick: (data) => data.submittedRequests?.edges,
  });
  const suggestions = (value ?? []).map(({ node }) => ({
    to: `/solicitacoes/${node.id}`,
    label: node.protocol,
    detail: [
      node.system?.name,
      establishmentOf(node),
      node.requester.name,
      ACCESS_REQUEST_STATE_LABELS[node.state].label,
    ]
      .filter(Boolean)
      .join(', '),
  }));
  return {
    groups: suggestions.length > 0 ? [{ title: 'Solicitações', suggestions }] : [],
    reading: reading && value === undefined,
    error,
  };
}
