import { ASSURANCE_LEVEL_LABELS, ENVIRONMENT_LABELS, formatDateTime, WARNING_LABELS } from '@portal/domain';
import { Card, DescriptionList, Message } from '@portal/ui';
import { changesOf } from './changes.ts';
import { EstablishmentLinks } from './establishment-links.tsx';
import { fieldOf, labelOf, type ReviewRequest, STAGES } from './fields.ts';
import { LineList } from './line-list.tsx';

/** Everything that was submitted, stage by stage, with the warnings at their fields. */
export function Submission({ request }: { request: ReviewRequest }) {
  const changed = new Set(changesOf(request).flatMap((change) => (change.changed ? [change.label] : [])));
  return (
    <div className="submission">
      <Warnings request={request} />
      <Card title="Quem pede">
        <DescriptionList items={requesterOf(request)} />
        <EstablishmentLinks establishment={request.establishment} />
      </Card>
      {STAGES.map(({ title, fields }) => (
        <Card key={title} title={title}>
          <DescriptionList
            items={fields.map((field) => ({
              term: field.label,
              value: field.value(request).length > 0 ? <LineList lines={field.value(request)} /> : null,
              changed: changed.has(field.label),
              note: noteAt(field.path, request),
            }))}
          />
        </Card>
      ))}
    </div>
  );
}

function Warnings({ request }: { request: ReviewRequest }) {
  if (request.warnings.length === 0) return null;
  return (
    <Message tone="warning" role="none" title="Avisos desta solicitação">
      <ul>
        {request.warnings.map((warning) => (
          <li key={`${warning.code} ${warning.path?.join('.')}`}>
            <strong>{WARNING_LABELS[warning.code]}</strong>
            {warning.path && ` (${labelOf(warning.path, request) ?? 'solicitação'})`}
            {warning.message !== WARNING_LABELS[warning.code] && `: ${warning.message}`}
            {warning.mustAccept && !warning.acceptedBy && ' Para aprovar, é preciso aceitar este aviso.'}
            {warning.acceptedBy && ` Aceito por ${warning.acceptedBy.name}.`}
          </li>
        ))}
      </ul>
    </Message>
  );
}

/** What has to be known about a field, at the field. */
function noteAt(path: string, { warnings }: ReviewRequest): string | undefined {
  const here = warnings.filter((warning) => warning.path && fieldOf(warning.path)?.path === path);
  return here.map(({ message }) => message).join(' ') || undefined;
}

function requesterOf({ requester, portfolio, environment, submittedAt, homologationCredential }: ReviewRequest) {
  return [
    { term: 'Solicitante', value: requester.name },
    { term: 'E-mail', value: requester.email },
    { term: 'Conta gov.br', value: ASSURANCE_LEVEL_LABELS[requester.assuranceLevel] },
    { term: 'Portfólio', value: portfolio.name },
    { term: 'Ambiente', value: ENVIRONMENT_LABELS[environment] },
    { term: 'Enviada em', value: submittedAt && formatDateTime(submittedAt) },
    ...(homologationCredential
      ? [
          {
            term: 'Credencial de homologação',
            value: `Identificador do solicitante ${homologationCredential.requesterIdentifier}, emitida em ${formatDateTime(homologationCredential.issuedAt)}`,
          },
        ]
      : []),
  ];
}
