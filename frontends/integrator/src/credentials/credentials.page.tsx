import { QueryView, RequireViewer, useConnection } from '@portal/console';
import type { Environment } from '@portal/domain';
import { Breadcrumb, EmptyState, LinkButton, LoadMore, PageTitle, Tabs } from '@portal/ui';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { RequestTable } from '../requests/request-table.tsx';
import { CredentialCounts, CredentialList, ProductionUnderReview } from './credential.documents.ts';
import { CredentialCard } from './credential-card.tsx';
import { useCredentialNews } from './credential-news.ts';

/** /credenciais?aba=homologacao, em-analise, producao */
export function Component() {
  return (
    <RequireViewer>
      <Credentials />
    </RequireViewer>
  );
}

const TABS = ['homologacao', 'em-analise', 'producao'] as const;

function Credentials() {
  const [params, setParams] = useSearchParams();
  const [{ data: counts }] = useQuery({ query: CredentialCounts });
  const selected = TABS.find((tab) => tab === params.get('aba')) ?? 'homologacao';
  useCredentialNews();
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Gerenciar Credenciais' }]} />
      <PageTitle>Gerenciar Credenciais</PageTitle>
      <Tabs
        label="Credenciais por ambiente"
        selected={selected}
        onSelect={(aba) => setParams({ aba }, { replace: true, preventScrollReset: true })}
        tabs={[
          { id: 'homologacao', label: 'Homologação', count: counts?.homologation?.totalCount },
          { id: 'em-analise', label: 'Em análise para produção', count: counts?.underReview?.totalCount },
          { id: 'producao', label: 'Produção', count: counts?.production?.totalCount },
        ]}
      >
        {selected === 'homologacao' && (
          <CredentialsOf key="homologacao" environment="HOMOLOGATION" empty={NO_HOMOLOGATION} />
        )}
        {selected === 'em-analise' && <UnderReview />}
        {selected === 'producao' && <CredentialsOf key="producao" environment="PRODUCTION" empty={NO_PRODUCTION} />}
      </Tabs>
    </>
  );
}

const NO_HOMOLOGATION = (
  <EmptyState
    title="Você ainda não tem credenciais de homologação"
    icon="key"
    action={
      <LinkButton variant="primary" to="/#portfolios">
        Escolher portfólio
      </LinkButton>
    }
  >
    <p>
      Escolha um portfólio e solicite o acesso à homologação. Quando a solicitação for aprovada, a credencial aparece
      aqui.
    </p>
  </EmptyState>
);

const NO_REVIEW = (
  <EmptyState
    title="Nenhuma solicitação de produção em análise"
    icon="clock"
    action={<LinkButton to="/credenciais?aba=homologacao">Ver as credenciais de homologação</LinkButton>}
  >
    <p>
      Com uma credencial de homologação ativa e as evidências dos testes, use o botão “Solicitar acesso ao ambiente de
      produção”. Depois de enviada, a solicitação aparece aqui até a decisão.
    </p>
  </EmptyState>
);

const NO_PRODUCTION = (
  <EmptyState
    title="Você ainda não tem credenciais de produção"
    icon="key"
    action={<LinkButton to="/credenciais?aba=em-analise">Ver o que está em análise</LinkButton>}
  >
    <p>Quando o Ministério da Saúde aprovar a sua solicitação de produção, a credencial aparece aqui.</p>
  </EmptyState>
);

interface CredentialsOfProps {
  readonly environment: Environment;
  readonly empty: ReactNode;
}

function CredentialsOf({ environment, empty }: CredentialsOfProps) {
  const credentials = useConnection({
    document: CredentialList,
    variables: { environment },
    pick: (data) => data.credentials,
  });
  return (
    <QueryView of={credentials} empty={empty}>
      {(nodes) => (
        <>
          <div className="credential-grid">
            {nodes.map((credential) => (
              <CredentialCard key={credential.id} credential={credential} />
            ))}
          </div>
          <LoadMore
            shown={nodes.length}
            total={credentials.total}
            what="credenciais"
            hasMore={credentials.hasMore}
            loading={credentials.loadingMore}
            onLoadMore={credentials.loadMore}
          />
        </>
      )}
    </QueryView>
  );
}

function UnderReview() {
  const requests = useConnection({
    document: ProductionUnderReview,
    variables: {},
    pick: (data) => data.accessRequests,
  });
  return (
    <QueryView of={requests} empty={NO_REVIEW}>
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
  );
}
