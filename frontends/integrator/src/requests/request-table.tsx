import { ENVIRONMENT_LABELS, formatDate, formatDateTime } from '@portal/domain';
import { DataTable, StateTag } from '@portal/ui';
import { Link } from 'react-router';
import type { RequestSummaryFragment } from '../gql/graphql.ts';

/** When something last happened, as far as a list tells. */
function dateOf(request: RequestSummaryFragment): string {
  if (request.decidedAt) return `Decidida em ${formatDate(request.decidedAt)}`;
  if (request.submittedAt) return `Enviada em ${formatDate(request.submittedAt)}`;
  return `Criada em ${formatDate(request.createdAt)}`;
}

/** Requests as a table, cards on a narrow screen. */
export function RequestTable({ requests }: { readonly requests: readonly RequestSummaryFragment[] }) {
  return (
    <DataTable
      caption="Solicitações"
      rows={requests}
      rowKey={(request) => request.id}
      columns={[
        {
          id: 'protocol',
          header: 'Protocolo',
          rowHeader: true,
          cell: (request) => (
            <Link to={`/solicitacoes/${request.id}`} className="no-break">
              {request.protocol}
            </Link>
          ),
        },
        { id: 'state', header: 'Situação', cell: (request) => <StateTag state={request.state} /> },
        { id: 'environment', header: 'Ambiente', cell: (request) => ENVIRONMENT_LABELS[request.environment] },
        { id: 'portfolio', header: 'Portfólio', cell: (request) => request.portfolio.name },
        { id: 'system', header: 'Sistema', cell: (request) => request.system?.name ?? 'Não informado' },
        {
          id: 'establishment',
          header: 'Estabelecimento',
          cell: (request) => request.establishment?.name ?? 'Não informado',
        },
        {
          id: 'date',
          header: 'Datas',
          cell: (request) => (
            <>
              {dateOf(request)}
              {request.dueAt && (request.state === 'SUBMITTED' || request.state === 'IN_REVIEW') && (
                <>
                  <br />
                  Resposta prevista: normalmente até {formatDateTime(request.dueAt)}
                </>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
