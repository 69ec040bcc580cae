import { usePages } from '@portal/console';
import { ACCESS_REQUEST_STATE_LABELS, ENVIRONMENT_LABELS, formatDateTime } from '@portal/domain';
import { type Column, EmptyState, PageTitle, Select, StateTag } from '@portal/ui';
import { Link } from 'react-router';
import type { SubmittedRequestsQuery as Answer } from '../gql/graphql.ts';
import { PagedTable } from '../paged-table.tsx';
import { establishmentOf } from '../queue/establishment-of.ts';
import { oneOf } from '../queue/queue-filter.ts';
import { QueueFilters } from '../queue/queue-filters.tsx';
import { useAddressFilter } from '../queue/use-address-filter.ts';
import { SubmittedRequestsQuery } from './search-documents.ts';
import {
  type SearchFilter,
  STATES,
  type StateSlug,
  searchFilterOf,
  searchParams,
  toSearchGraphFilter,
} from './search-filter.ts';

type Row = NonNullable<Answer['submittedRequests']>['edges'][number]['node'];

const STATE_OPTIONS = (Object.keys(STATES) as StateSlug[]).map((slug) => ({
  value: slug,
  label: ACCESS_REQUEST_STATE_LABELS[STATES[slug]].label,
}));

/** Todas as solicitações: whatever was ever submitted is found here, in every state. */
export function SearchPage() {
  const { filter, change } = useAddressFilter(searchFilterOf, searchParams);
  return (
    <>
      <PageTitle>Todas as solicitações</PageTitle>
      <QueueFilters filter={filter} onChange={change}>
        <Select
          label="Situação"
          placeholder="Todas"
          options={STATE_OPTIONS}
          value={filter.state ?? ''}
          onChange={(event) => change({ state: oneOf(STATES, event.target.value) })}
        />
      </QueueFilters>
      <Found filter={filter} />
    </>
  );
}

const pageOf = ({ submittedRequests }: Answer) => submittedRequests;

function Found({ filter }: { filter: SearchFilter }) {
  const pages = usePages({
    query: SubmittedRequestsQuery,
    variables: { filter: toSearchGraphFilter(filter), first: 20 },
    pageOf,
  });
  return (
    <PagedTable
      pages={pages}
      caption="Solicitações enviadas, da mais nova à mais antiga"
      columns={COLUMNS}
      empty={<Nothing />}
    />
  );
}

function Nothing() {
  return (
    <EmptyState title="Nenhuma solicitação encontrada">
      Confira o que buscou, ou limpe os filtros. Rascunhos não aparecem: só o que já foi enviado.
    </EmptyState>
  );
}

const COLUMNS: Column<Row>[] = [
  {
    id: 'protocol',
    header: 'Protocolo',
    rowHeader: true,
    cell: ({ id, protocol }) => <Link to={`/solicitacoes/${id}`}>{protocol}</Link>,
  },
  { id: 'establishment', header: 'Estabelecimento', cell: establishmentOf },
  { id: 'system', header: 'Sistema', cell: ({ system }) => system?.name ?? 'Não informado' },
  { id: 'requester', header: 'Solicitante', cell: ({ requester }) => requester.name },
  { id: 'portfolio', header: 'Portfólio', cell: ({ portfolio }) => portfolio.name },
  { id: 'environment', header: 'Ambiente', cell: ({ environment }) => ENVIRONMENT_LABELS[environment] },
  { id: 'state', header: 'Situação', cell: ({ state }) => <StateTag state={state} /> },
  {
    id: 'submitted',
    header: 'Enviada em',
    cell: ({ submittedAt }) => (submittedAt ? formatDateTime(submittedAt) : ''),
  },
  { id: 'reviewer', header: 'Responsável', cell: ({ reviewer }) => reviewer?.name ?? 'Ninguém' },
];
