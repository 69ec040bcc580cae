import { formatDateTime, formatTimeLeft, isUrgent } from '@portal/domain';
import { Icon } from '@portal/ui';
import { useNow } from './use-now.ts';

/** How long until the answer is due; red and with an icon under 12 h. */
export function TimeLeft({ dueAt }: { dueAt: string | null }) {
  const now = useNow();
  if (!dueAt) return <span>Sem prazo</span>;
  const urgent = isUrgent(dueAt, now);
  return (
    <span className={urgent ? 'time-left is-urgent' : 'time-left'} title={`Prazo: ${formatDateTime(dueAt)}`}>
      {urgent && <Icon name="clock" label="Prazo curto" />}
      <time dateTime={dueAt}>{formatTimeLeft(dueAt, now)}</time>
    </span>
  );
}
