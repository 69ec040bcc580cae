import { ENVIRONMENT_LABELS, formatDateTime, formatHours } from '@portal/domain';
import { type Column, StateTag } from '@portal/ui';
import { Link } from 'react-router';
import type { ReviewHistoryQuery } from '../gql/graphql.ts';
import { establishmentOf } from '../queue/establishment-of.ts';

/** A decided request. */
export type HistoryRow = NonNullable<ReviewHistoryQuery['reviewHistory']>['edges'][number]['node'];

/** What is told of each decided request. */
export const HISTORY_COLUMNS: Column<HistoryRow>[] = [
  {
    id: 'protocol',
    header: 'Protocolo',
    rowHeader: true,
    cell: ({ id, protocol }) => <Link to={`/solicitacoes/${id}`}>{protocol}</Link>,
  },
  { id: 'establishment', header: 'Estabelecimento', cell: establishmentOf },
  { id: 'system', header: 'Sistema', cell: ({ system }) => system?.name ?? 'Não informado' },
  { id: 'portfolio', header: 'Portfólio', cell: ({ portfolio }) => portfolio.name },
  { id: 'environment', header: 'Ambiente', cell: ({ environment }) => ENVIRONMENT_LABELS[environment] },
  { id: 'state', header: 'Resultado', cell: ({ state }) => <StateTag state={state} /> },
  {
    id: 'submitted',
    header: 'Enviada em',
    cell: ({ submittedAt }) => (submittedAt ? formatDateTime(submittedAt) : ''),
  },
  { id: 'decided', header: 'Decidida em', cell: ({ decidedAt }) => (decidedAt ? formatDateTime(decidedAt) : '') },
  { id: 'waited', header: 'Tempo', align: 'end', cell: waitedOf },
  { id: 'reviewer', header: 'Por', cell: deciderOf },
];

/** Who had it when it was decided. */
export function deciderOf({ reviewer, previousReviewer }: HistoryRow): string {
  return (reviewer ?? previousReviewer)?.name ?? '';
}

/** From the last submit to the decision. */
export function waitedOf({ submittedAt, decidedAt }: HistoryRow): string {
  if (!submittedAt || !decidedAt) return '';
  return formatHours((Date.parse(decidedAt) - Date.parse(submittedAt)) / 3_600_000);
}
