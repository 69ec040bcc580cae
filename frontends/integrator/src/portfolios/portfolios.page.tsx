import { QueryView, useRead } from '@portal/console';
import { Breadcrumb, EmptyState, PageTitle } from '@portal/ui';
import { HomePortfolios } from '../home/home.documents.ts';
import { PortfolioCards } from './portfolio-cards.tsx';

/** /portfolios */
export function Component() {
  const portfolios = useRead({ query: HomePortfolios, pick: (data) => data.portfolios });
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Portfólios' }]} />
      <PageTitle>Portfólios</PageTitle>
      <p className="lead">
        Cada portfólio reúne os serviços de uma área. Escolha um para ver o que ele integra, o que é preciso e como
        solicitar o acesso.
      </p>
      <QueryView of={portfolios} empty={<EmptyState title="Nenhum portfólio publicado" />}>
        {(all) => <PortfolioCards portfolios={all} level={2} />}
      </QueryView>
    </>
  );
}
