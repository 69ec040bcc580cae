import { traceIdOf, useConnection, useConsole } from '@portal/console';
import { EmptyState, ErrorState, LoadMore, PageTitle, SearchField, Skeleton } from '@portal/ui';
import { useSearchParams } from 'react-router';
import { AllCredentialsQuery } from './credential-documents.ts';
import { searchOf, searchParams } from './credential-search.ts';
import { CredentialTable } from './credential-table.tsx';
import { useReturn } from './use-return.ts';

/** Credenciais: any credential, to be found by who answers for the Ministry. */
export function CredentialsPage() {
  const [params, setParams] = useSearchParams();
  const search = searchOf(params);
  return (
    <>
      <PageTitle>Credenciais</PageTitle>
      <div className="queue-filters">
        <SearchField
          label="Identificador, Client ID, estabelecimento ou sistema"
          defaultValue={search}
          onSearch={(text) => setParams(searchParams(text), { replace: true })}
        />
      </div>
      <CredentialList search={search} />
    </>
  );
}

function CredentialList({ search }: { search: string | undefined }) {
  const { graph } = useConsole();
  const list = useConnection({
    document: AllCredentialsQuery,
    variables: { text: search ?? null },
    pick: (data) => data.allCredentials,
  });
  useReturn(graph.refreshActive);
  if (list.loading) return <Skeleton lines={6} />;
  if (list.error) return <ErrorState traceId={traceIdOf(list.error)} onRetry={list.retry} />;
  if (list.total === 0) return <Nothing search={search} />;
  return (
    <>
      <CredentialTable rows={list.nodes} search={search} />
      <LoadMore
        shown={list.nodes.length}
        total={list.total}
        what="credenciais"
        hasMore={list.hasMore}
        loading={list.loadingMore}
        onLoadMore={list.loadMore}
      />
    </>
  );
}

function Nothing({ search }: { search: string | undefined }) {
  if (search) {
    return (
      <EmptyState icon="search" title="Nenhuma credencial com esta busca">
        Confira o que foi digitado, ou procure por menos palavras.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="key" title="Nenhuma credencial ainda">
      As credenciais aparecem aqui quando uma solicitação é aprovada.
    </EmptyState>
  );
}
