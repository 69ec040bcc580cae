import { QueryView, useConnection, useConsole } from '@portal/console';
import { EmptyState, LoadMore, PageTitle, SearchField } from '@portal/ui';
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
  return (
    <QueryView of={list} empty={<Nothing search={search} />}>
      {(rows) => (
        <>
          <CredentialTable rows={rows} search={search} />
          <LoadMore
            shown={rows.length}
            total={list.total}
            what="credenciais"
            hasMore={list.hasMore}
            loading={list.loadingMore}
            onLoadMore={list.loadMore}
          />
        </>
      )}
    </QueryView>
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
