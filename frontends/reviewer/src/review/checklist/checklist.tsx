import { Card } from '@portal/ui';
import type { ReviewRequest } from '../submission/fields.ts';
import { ChecklistItem } from './checklist-item.tsx';

interface ChecklistProps {
  request: ReviewRequest;
  /** Whether the viewer holds the request and may mark. */
  mayAssess: boolean;
  onOpenEvidence: (id: string) => void;
}

/** What has to be checked in this environment; the holder's marks are kept as they are made. */
export function Checklist({ request, mayAssess, onOpenEvidence }: ChecklistProps) {
  const total = request.checklist.length;
  const proven = request.checklist.filter(({ verdict }) => verdict === 'PROVEN').length;
  return (
    <Card title="Requisitos" aside={total > 0 && <span>{`${proven} de ${total} comprovados`}</span>}>
      {total === 0 && <p>Este portfólio não tem requisitos próprios neste ambiente.</p>}
      <ol className="checklist">
        {request.checklist.map((item) => (
          <li key={item.requirement.id}>
            <ChecklistItem {...{ request, item, mayAssess, onOpenEvidence }} />
          </li>
        ))}
      </ol>
    </Card>
  );
}
