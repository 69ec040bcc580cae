import { NotFoundPage, QueryView, useRead, useViewer } from '@portal/console';
import { Breadcrumb, Message, PageTitle, Tag } from '@portal/ui';
import { useParams } from 'react-router';
import { PortfolioContentQuery } from './portfolio-documents.ts';
import { PortfolioForm } from './portfolio-form.tsx';
import { PortfolioHistory } from './portfolio-history.tsx';
import { PortfolioPreview } from './portfolio-preview.tsx';
import { type PortfolioContent, standingOf, writtenOf } from './portfolio-state.ts';

/** A portfolio: what is being written, what counts, and what did. */
export function PortfolioPage() {
  const { slug = '' } = useParams();
  const portfolio = useRead({
    query: PortfolioContentQuery,
    variables: { slug },
    requestPolicy: 'cache-and-network',
    pick: (data) => data.portfolioContent,
  });
  return (
    <QueryView of={portfolio} lines={12} title="Portfólio" empty={<NotFoundPage />}>
      {(found) => <PortfolioDetail key={slug} portfolio={found} />}
    </QueryView>
  );
}

function PortfolioDetail({ portfolio }: { portfolio: PortfolioContent }) {
  const administers = useViewer()?.permissions.includes('ADMINISTER') === true;
  const { slug, inUse, draft } = portfolio;
  const { label, tone } = standingOf(portfolio);
  const shown = draft?.body ?? inUse;
  const name = (inUse ?? draft?.body)?.name ?? slug;
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Administração', to: '/administracao' },
          { label: 'Portfólios e serviços', to: '/administracao/portfolios' },
          { label: name },
        ]}
      />
      <PageTitle aside={<Tag tone={tone}>{label}</Tag>}>{name}</PageTitle>
      {!shown && (
        <Message tone="info" role="none">
          Este portfólio está fora de uso. Volte a uma das versões abaixo para oferecê-lo de novo.
        </Message>
      )}
      {shown && administers && <PortfolioForm portfolio={portfolio} saved={writtenOf(shown)} />}
      {shown && !administers && <PortfolioPreview body={writtenOf(shown)} />}
      <PortfolioHistory portfolio={portfolio} administers={administers} />
    </>
  );
}
