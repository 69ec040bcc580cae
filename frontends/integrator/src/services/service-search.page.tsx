import { QueryView, useConnection } from '@portal/console';
import { SERVICE_KIND_LABELS } from '@portal/domain';
import { Breadcrumb, DataTable, EmptyState, LoadMore, PageTitle, SearchField, Tag } from '@portal/ui';
import { Link, useSearchParams } from 'react-router';
import { ServiceSearch } from './service.documents.ts';

/** /servicos?texto= */
export function Component() {
  const [params, setParams] = useSearchParams();
  const text = params.get('texto') ?? '';
  const services = useConnection({
    document: ServiceSearch,
    variables: { text: text === '' ? null : text },
    pick: (data) => data.services,
  });
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Serviços' }]} />
      <PageTitle documentTitle={text === '' ? 'Serviços' : `Busca por ${text}`}>
        {text === '' ? 'Serviços' : `Serviços com “${text}”`}
      </PageTitle>
      <SearchField
        label="Buscar serviços"
        defaultValue={text}
        onSearch={(wanted) => setParams(wanted === '' ? {} : { texto: wanted })}
      />
      <QueryView of={services} empty={NOTHING_FOUND}>
        {(nodes) => (
          <>
            <DataTable
              caption="Serviços encontrados"
              rows={nodes}
              rowKey={(service) => service.slug}
              columns={[
                {
                  id: 'name',
                  header: 'Serviço',
                  rowHeader: true,
                  cell: (service) => <Link to={`/servicos/${service.slug}`}>{service.name}</Link>,
                },
                {
                  id: 'portfolio',
                  header: 'Portfólio',
                  cell: (service) => <Link to={`/portfolios/${service.portfolio.slug}`}>{service.portfolio.name}</Link>,
                },
                { id: 'kind', header: 'Tipo', cell: (service) => <Tag>{SERVICE_KIND_LABELS[service.kind]}</Tag> },
                { id: 'description', header: 'Descrição', cell: (service) => service.description },
              ]}
            />
            <LoadMore
              shown={nodes.length}
              total={services.total}
              what="serviços"
              hasMore={services.hasMore}
              loading={services.loadingMore}
              onLoadMore={services.loadMore}
            />
          </>
        )}
      </QueryView>
    </>
  );
}

const NOTHING_FOUND = (
  <EmptyState title="Nenhum serviço encontrado" icon="search" action={<Link to="/#portfolios">Ver os portfólios</Link>}>
    <p>Tente outras palavras, como o nome do documento ou a sigla do sistema.</p>
  </EmptyState>
);
