import { formatDateTime } from '@portal/domain';
import { Message } from '@portal/ui';
import { Link } from 'react-router';
import type { WebhookPageQuery } from '../gql/graphql.ts';

type Events = NonNullable<WebhookPageQuery['webhook']>['eventsSetAside'];

/** What the portal could not send, so that nobody waits for it. */
export function EventsSetAside({ events }: { readonly events: Events }) {
  if (events.length === 0) return null;
  return (
    <Message tone="warning" role="none" title="Por uma falha do Portal, estes eventos não foram enviados">
      <p>Consulte como está cada um. Os eventos seguintes continuam a ser enviados.</p>
      <ul>
        {events.map(({ setAsideAt, accessRequestId, credentialId }) => (
          <li key={`${setAsideAt} ${accessRequestId ?? credentialId}`}>
            {formatDateTime(setAsideAt)}:{' '}
            {accessRequestId !== null ? (
              <Link to={`/solicitacoes/${accessRequestId}`}>uma solicitação</Link>
            ) : (
              <Link to="/credenciais">uma credencial</Link>
            )}
          </li>
        ))}
      </ul>
    </Message>
  );
}
