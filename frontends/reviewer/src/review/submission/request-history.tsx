import { formatDateTime, HISTORY_LABELS } from '@portal/domain';
import { Timeline, type TimelineItem } from '@portal/ui';
import { ReasonList } from '../decision/reason-list.tsx';
import type { ReviewRequest } from './fields.ts';

const LOOKS: Partial<Record<ReviewRequest['history'][number]['action'], Pick<TimelineItem, 'tone' | 'icon'>>> = {
  SUBMIT: { tone: 'blue', icon: 'sent' },
  CLAIM: { tone: 'darkBlue', icon: 'claim' },
  REQUEST_CHANGES: { tone: 'yellow', icon: 'warning' },
  APPROVE: { tone: 'green', icon: 'success' },
  REJECT: { tone: 'red', icon: 'refused' },
  CANCEL: { tone: 'grey', icon: 'cancelled' },
  ERASE_EVIDENCE: { tone: 'red', icon: 'remove' },
  REFUSE_EVIDENCE: { tone: 'red', icon: 'refused' },
  TRANSFER: { tone: 'blue', icon: 'person' },
};

/** What happened to the request, the newest first: the Portal tells it in its order, and two lines may share a moment. */
export function RequestHistory({ request }: { request: ReviewRequest }) {
  const items = request.history.toReversed().map((event) => ({
    id: event.id,
    title: HISTORY_LABELS[event.action],
    at: formatDateTime(event.at),
    dateTime: event.at,
    actor: event.actor,
    ...LOOKS[event.action],
    children: (
      <>
        {event.evidence && <p>{event.evidence.fileName}</p>}
        {event.message && <p className="as-written">{event.message}</p>}
        <ReasonList reasons={event.reasons} request={request} />
      </>
    ),
  }));
  return <Timeline label="Histórico da solicitação" items={items} />;
}
