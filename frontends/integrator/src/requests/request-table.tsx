import { ENVIRONMENT_LABELS, formatDate, formatDateTime, newMessagesWord } from '@portal/domain';
import { DataTable, StateTag, Tag } from '@portal/ui';
import { Link } from 'react-router';
import type { RequestSummaryFragment } from '../gql/graphql.ts';
import { useSeveralTeams } from '../teams/use-several-teams.ts';
import { MESSAGES_ANCHOR } from './addresses.ts';

/** When something last happened, as far as a list tells. */
function dateOf(request: RequestSummaryFragment): string {
  if (request.decidedAt) return `Decidida em ${formatDate(request.decidedAt)}`;
  if (request.submittedAt) return `Enviada em ${formatDate(request.submittedAt)}`;
  return `Criada em ${formatDate(request.createdAt)}`;
}

/** A row; what is new to read where the list asked for it. */
type RequestRow = RequestSummaryFragment & { readonly unreadMessages?: number };

/** Where access is asked for, or changed. */
function kindOf({ environment, replaces }: RequestSummaryFragment): string {
  return replaces ? `${ENVIRONMENT_LABELS[environment]}, alteração` : ENVIRONMENT_LABELS[environment];
}

/** Requests as a table, cards on a narrow screen. */
export function RequestTable({ requests }: { readonly requests: readonly RequestRow[] }) {
  const several = useSeveralTeams();
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
            <>
              <Link to={`/solicitacoes/${request.id}`} className="no-break">
                {request.protocol}
              </Link>
              <Unread request={request} />
            </>
          ),
        },
        { id: 'state', header: 'Situação', cell: (request) => <StateTag state={request.state} /> },
        { id: 'environment', header: 'Ambiente', cell: kindOf },
        { id: 'portfolio', header: 'Portfólio', cell: (request) => request.portfolio.name },
        { id: 'system', header: 'Sistema', cell: (request) => request.system?.name ?? 'Não informado' },
        {
          id: 'establishment',
          header: 'Estabelecimento',
          cell: (request) => request.establishment?.name ?? 'Não informado',
        },
        ...(several
          ? [{ id: 'team', header: 'Equipe', cell: ({ team }: RequestRow) => team?.name ?? 'Só sua, por enquanto' }]
          : []),
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

/** That there is something new to read, and the way to it. */
function Unread({ request: { id, protocol, unreadMessages = 0 } }: { readonly request: RequestRow }) {
  if (unreadMessages === 0) return null;
  return (
    <>
      <br />
      <Link to={`/solicitacoes/${id}#${MESSAGES_ANCHOR}`} className="no-break">
        <Tag tone="blue" icon="message">
          {newMessagesWord(unreadMessages)}
        </Tag>
        <span className="visually-hidden"> na solicitação {protocol}</span>
      </Link>
    </>
  );
}
