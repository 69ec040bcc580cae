import { QueryView, RequireViewer, useConnection } from '@portal/console';
import { ACCESS_REQUEST_STATE_LABELS, AccessRequestState, ENVIRONMENT_LABELS, Environment } from '@portal/domain';
import type { AccessRequestFilter } from '@portal/schema/types';
import { Breadcrumb, Button, EmptyState, LinkButton, LoadMore, PageTitle, SearchField, Select } from '@portal/ui';
import { useSearchParams } from 'react-router';
import { SixSteps } from '../home/six-steps.tsx';
import { RequestList } from './request.documents.ts';
import { RequestTable } from './request-table.tsx';

/** /solicitacoes */
export function Component() {
  return (
    <RequireViewer>
      <Breadcrumb crumbs={[{ label: 'Solicitações' }]} />
      <PageTitle>Solicitações</PageTitle>
      <p>
        <LinkButton variant="primary" icon="add" to="/#portfolios">
          Nova solicitação
        </LinkButton>
      </p>
      <Requests />
    </RequireViewer>
  );
}

const STATES = Object.values(AccessRequestState);
const ENVIRONMENTS = Object.values(Environment);
const STATE_OPTIONS = STATES.map((state) => ({ value: state, label: ACCESS_REQUEST_STATE_LABELS[state].label }));
const ENVIRONMENT_OPTIONS = ENVIRONMENTS.map((value) => ({ value, label: ENVIRONMENT_LABELS[value] }));

function filterOf(params: URLSearchParams): AccessRequestFilter {
  const state = STATES.find((one) => one === params.get('situacao'));
  const environment = ENVIRONMENTS.find((one) => one === params.get('ambiente'));
  const text = params.get('texto');
  return {
    ...(state === undefined ? {} : { states: [state] }),
    ...(environment === undefined ? {} : { environment }),
    ...(text === null ? {} : { text }),
  };
}

function Requests() {
  const [params, setParams] = useSearchParams();
  const filter = filterOf(params);
  const filtered = Object.keys(filter).length > 0;
  const requests = useConnection({
    document: RequestList,
    variables: { filter },
    pick: (data) => data.accessRequests,
  });
  const nothingAtAll = requests.value?.length === 0 && !filtered;

  function set(name: string, value: string): void {
    // As the address has it now: of two changes in a row the second may come before the page shows the first.
    const next = new URLSearchParams(location.search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true, preventScrollReset: true });
  }

  if (nothingAtAll) {
    return (
      <>
        <EmptyState
          title="Você ainda não fez solicitações"
          action={
            <LinkButton variant="primary" to="/#portfolios">
              Escolher portfólio
            </LinkButton>
          }
        >
          <p>Escolha um portfólio e solicite o acesso à homologação. O caminho é este:</p>
        </EmptyState>
        <SixSteps isNew />
      </>
    );
  }
  return (
    <>
      <div className="filters">
        <SearchField
          label="Buscar por protocolo, sistema ou estabelecimento"
          defaultValue={params.get('texto') ?? ''}
          onSearch={(text) => set('texto', text)}
        />
        <Select
          label="Situação"
          placeholder="Todas"
          options={STATE_OPTIONS}
          value={params.get('situacao') ?? ''}
          onChange={(event) => set('situacao', event.target.value)}
        />
        <Select
          label="Ambiente"
          placeholder="Todos"
          options={ENVIRONMENT_OPTIONS}
          value={params.get('ambiente') ?? ''}
          onChange={(event) => set('ambiente', event.target.value)}
        />
      </div>
      <QueryView
        of={requests}
        empty={
          <EmptyState
            title="Nenhuma solicitação com estes filtros"
            icon="filter"
            action={<Button onClick={() => setParams({})}>Limpar filtros</Button>}
          />
        }
      >
        {(nodes) => (
          <>
            <RequestTable requests={nodes} />
            <LoadMore
              shown={nodes.length}
              total={requests.total}
              what="solicitações"
              hasMore={requests.hasMore}
              loading={requests.loadingMore}
              onLoadMore={requests.loadMore}
            />
          </>
        )}
      </QueryView>
    </>
  );
}
