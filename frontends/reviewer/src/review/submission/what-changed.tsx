import { DEFAULT_OVERLAP_DAYS, formatDateTime } from '@portal/domain';
import { Card, EmptyState, Tag } from '@portal/ui';
import { BeforeAndNow } from './before-and-now.tsx';
import { type Change, changesOf, lastAsked } from './changes.ts';
import type { ReviewRequest } from './fields.ts';

interface WhatChangedProps {
  request: ReviewRequest;
  onOpenEvidence: (id: string) => void;
}

/** What a resubmission changed, or an alteration of a credential, beside what was asked for: where a second reading begins. */
export function WhatChanged({ request, onOpenEvidence }: WhatChangedProps) {
  const changes = changesOf(request);
  const asked = lastAsked(request);
  const general = asked?.reasons.filter(({ path }) => !path) ?? [];
  return (
    <div className="what-changed">
      {asked && (
        <Card title={`O que foi pedido em ${formatDateTime(asked.at)}`}>
          <p>Por {asked.actor}.</p>
          {asked.message && <p className="as-written">{asked.message}</p>}
          <Asked reasons={general} />
        </Card>
      )}
      {request.replaces && (
        <Card title={`O que muda na credencial ${request.replaces.requesterIdentifier}`}>
          <p>
            Antes: o que ela tinha quando a alteração foi enviada. Agora: o que passa a ter com a aprovação. O
            identificador e o segredo não mudam. Se o certificado muda, o anterior ainda vale por {DEFAULT_OVERLAP_DAYS}{' '}
            dias quando o titular é o mesmo, e deixa de valer com a aprovação quando é outro.
          </p>
        </Card>
      )}
      {changes.length === 0 && (
        <EmptyState
          title={request.replaces ? 'Nada muda: é uma renovação da credencial' : 'Nada mudou desde o envio anterior'}
        />
      )}
      {changes.map((change) => (
        <ChangeCard key={change.label} {...{ change, onOpenEvidence }} />
      ))}
    </div>
  );
}

type ChangeCardProps = { change: Change } & Pick<WhatChangedProps, 'onOpenEvidence'>;

function ChangeCard({ change, onOpenEvidence }: ChangeCardProps) {
  const { label, changed, asked } = change;
  const tag = changed ? (
    <Tag tone="blue" icon="edit">
      Alterado
    </Tag>
  ) : (
    <Tag tone="yellow" icon="warning">
      Sem alteração
    </Tag>
  );
  return (
    <Card title={label} level={3} aside={tag}>
      <Asked reasons={asked} />
      <BeforeAndNow {...{ change, onOpenEvidence }} />
    </Card>
  );
}

function Asked({ reasons }: { reasons: Change['asked'] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className="asked">
      {reasons.map(({ label, message, path }) => (
        <li key={`${label} ${path} ${message}`}>
          <strong>{label}</strong>: <span className="as-written">{message}</span>
        </li>
      ))}
    </ul>
  );
}
