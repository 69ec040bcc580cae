import { QueryView, useRead } from '@portal/console';
import { formatDateTime } from '@portal/domain';
import { Breadcrumb, type Column, DataTable, EmptyState, PageTitle, Tag } from '@portal/ui';
import { Link } from 'react-router';
import type { PortfolioContentsQuery as ListData } from '../../gql/graphql.ts';
import { PortfolioContentsQuery } from './portfolio-documents.ts';
import { standingOf } from './portfolio-state.ts';

type Row = NonNullable<ListData['portfolioContents']>[number];

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'name',
    header: 'Portfólio',
    rowHeader: true,
    cell: ({ slug, inUse, draft }) => (
      <Link to={`/administracao/portfolios/${slug}`}>{(inUse ?? draft?.body)?.name ?? slug}</Link>
    ),
  },
  {
    id: 'standing',
    header: 'Situação',
    cell: (row) => {
      const { label, tone } = standingOf(row);
      return <Tag tone={tone}>{label}</Tag>;
    },
  },
  { id: 'changed', header: 'Última mudança', cell: lastChange },
];

/** Portfólios e serviços: all that there are, as they stand. */
export function PortfoliosPage() {
  const portfolios = useRead({
    query: PortfolioContentsQuery,
    variables: {},
    requestPolicy: 'cache-and-network',
    pick: (data) => data.portfolioContents,
  });
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Administração', to: '/administracao' }, { label: 'Portfólios e serviços' }]} />
      <PageTitle>Portfólios e serviços</PageTitle>
      <p className="lead">
        O que o integrador lê, o que se confere em cada solicitação e onde cada serviço atende. Nada muda para ninguém
        antes de publicar.
      </p>
      <QueryView of={portfolios} empty={<EmptyState title="Os portfólios aparecem aqui" />}>
        {(rows) => <DataTable caption="Portfólios" columns={COLUMNS} rows={rows} rowKey={({ slug }) => slug} />}
      </QueryView>
    </>
  );
}

function lastChange({ draft, editions: [newest] }: Row): string {
  if (draft) return `Rascunho de ${draft.savedBy}, em ${formatDateTime(draft.savedAt)}`;
  return newest
    ? `Versão ${newest.number}, de ${newest.publishedBy}, em ${formatDateTime(newest.publishedAt)}`
    : 'Como veio com o Portal';
}
