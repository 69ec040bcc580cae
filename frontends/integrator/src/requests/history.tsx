import { ACCESS_REQUEST_STATE_LABELS, formatDateTime, HISTORY_LABELS } from '@portal/domain';
import type { AccessRequestAction } from '@portal/schema/types';
import { Timeline, type TimelineItem } from '@portal/ui';
import type { HistoryEventFragment } from '../gql/graphql.ts';

type Look = Pick<TimelineItem, 'tone' | 'icon'>;

const LOOKS: Record<AccessRequestAction, Look> = {
  CREATE: { tone: 'grey', icon: 'draft' },
  EDIT: { tone: 'grey', icon: 'edit' },
  SUBMIT: { tone: 'blue', icon: 'sent' },
  CANCEL: { tone: 'grey', icon: 'cancelled' },
  CLAIM: { tone: 'darkBlue', icon: 'search' },
  RELEASE: { tone: 'blue', icon: 'previous' },
  HAND_OVER: { tone: 'darkBlue', icon: 'next' },
  REQUEST_CHANGES: { tone: 'yellow', icon: 'warning' },
  APPROVE: { tone: 'green', icon: 'success' },
  REJECT: { tone: 'red', icon: 'refused' },
  ATTACH_EVIDENCE: { tone: 'grey', icon: 'attach' },
  REMOVE_EVIDENCE: { tone: 'grey', icon: 'remove' },
  ERASE_EVIDENCE: { tone: 'red', icon: 'remove' },
  REFUSE_EVIDENCE: { tone: 'red', icon: 'refused' },
  TRANSFER: { tone: 'blue', icon: 'person' },
};

/** A first of two approvals puts the request back into the queue. */
function titleOf(event: HistoryEventFragment): string {
  if (event.action === 'APPROVE' && event.to === 'SUBMITTED') return 'Primeira aprovação dada; aguarda a segunda';
  return HISTORY_LABELS[event.action];
}

/** What happened to a request, the newest first: the Portal tells it in its order, and two lines may share a moment. */
export function History({ events }: { readonly events: readonly HistoryEventFragment[] }) {
  const items = events.toReversed().map((event) => ({
    id: event.id,
    title: titleOf(event),
    at: formatDateTime(event.at),
    dateTime: event.at,
    actor: event.actor,
    ...LOOKS[event.action],
    children: <Said event={event} />,
  }));
  return <Timeline label="Histórico da solicitação" items={items} />;
}

function Said({ event }: { readonly event: HistoryEventFragment }) {
  return (
    <>
      {event.from && event.from !== event.to && (
        <p className="timeline-states">
          De {ACCESS_REQUEST_STATE_LABELS[event.from].label} para {ACCESS_REQUEST_STATE_LABELS[event.to].label}
        </p>
      )}
      {event.message && <p className="kept-lines">{event.message}</p>}
      {event.reasons.length > 0 && (
        <ul>
          {event.reasons.map((reason) => (
            <li key={`${reason.code} ${reason.path ?? ''} ${reason.message}`}>
              <strong>{reason.label}:</strong> {reason.message}
            </li>
          ))}
        </ul>
      )}
      {event.evidence && <p>Arquivo: {event.evidence.fileName}</p>}
    </>
  );
}
