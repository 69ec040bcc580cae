import { Button, Card, IconButton } from '@portal/ui';
import { useKeyOf } from '../keys/keys-context.ts';
import type { ReviewRequest } from '../submission/fields.ts';
import { ChecklistItem } from './checklist-item.tsx';
import type { Current } from './use-current.ts';
import { useMarkRest } from './use-mark-rest.ts';

interface ChecklistProps {
  request: ReviewRequest;
  current: Current;
  onOpenEvidence: (id: string) => void;
}

/** What has to be checked in this environment; the holder's marks are kept as they are made. */
export function Checklist({ request, current, onOpenEvidence }: ChecklistProps) {
  const total = request.checklist.length;
  const proven = request.checklist.filter(({ verdict }) => verdict === 'PROVEN').length;
  const nextKey = useKeyOf('j');
  const previousKey = useKeyOf('k');
  return (
    <Card
      className="requirements-card"
      title="Requisitos"
      aside={
        total > 0 && (
          <div className="checklist-tools">
            <MarkRest request={request} />
            <span>{`${proven} de ${total} comprovados`}</span>
            <IconButton
              icon="up"
              size="small"
              label="Requisito anterior"
              {...previousKey}
              onClick={() => current.move(-1)}
            />
            <IconButton
              icon="down"
              size="small"
              label="Próximo requisito"
              {...nextKey}
              onClick={() => current.move(1)}
            />
          </div>
        )
      }
    >
      {total === 0 && <p>Este portfólio não tem requisitos próprios neste ambiente.</p>}
      <ol className="checklist">
        {request.checklist.map((item) => (
          <li
            key={item.requirement.id}
            id={current.idOf(item.requirement.code)}
            tabIndex={-1}
            aria-current={item.requirement.code === current.code || undefined}
            onFocus={() => current.choose(item.requirement.code)}
          >
            <ChecklistItem {...{ request, item, onOpenEvidence }} isCurrent={item.requirement.code === current.code} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** One press for what is left, once everything was read. */
function MarkRest({ request }: { request: ReviewRequest }) {
  const { left, busy, markRest } = useMarkRest(request);
  const may = new Set(request.allowedActions);
  // Who may take the request sees it where it will be: taking it moves nothing.
  if (left === 0 || !(may.has('APPROVE') || may.has('CLAIM'))) return null;
  return (
    <Button
      size="small"
      variant="tertiary"
      icon="checklist"
      busy={busy}
      disabled={!may.has('APPROVE')}
      onClick={markRest}
    >
      {left === 1 ? 'Comprovar o que falta' : `Comprovar os ${left} que faltam`}
    </Button>
  );
}
