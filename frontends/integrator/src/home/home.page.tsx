import { QueryView, useRead, useViewer } from '@portal/console';
import { Card, CardGrid, LinkButton, PageTitle, portalName } from '@portal/ui';
import type { HomeWorkQuery } from '../gql/graphql.ts';
import { PortfolioCards } from '../portfolios/portfolio-cards.tsx';
import { HomePortfolios, HomeWork } from './home.documents.ts';
import { whatNeedsMe } from './needs-me.ts';
import { SixSteps } from './six-steps.tsx';

/** So many things at once are enough to read; the rest stands in Solicitações and Gerenciar Credenciais. */
const MOST_NEEDS = 6;

/** / */
export function Component() {
  const signedIn = useViewer() !== null;
  const work = useRead({ query: HomeWork, pause: !signedIn, pick: anyOfIt });
  const portfolios = useRead({ query: HomePortfolios, pick: (data) => data.portfolios });
  // What stands below waits for it: come at different heights for everybody, it would move all of that.
  const settled = !signedIn || work.value !== undefined || work.error !== undefined;
  const isNew = !signedIn || work.value?.accessRequests?.totalCount === 0;
  return (
    <>
      <PageTitle>{portalName}</PageTitle>
      <p className="lead">
        Integre o sistema do seu estabelecimento de saúde à RNDS e aos outros serviços do Ministério da Saúde. Aqui você
        escolhe o serviço, solicita o acesso, acompanha a análise e cuida das suas credenciais.
      </p>
      <p>
        <LinkButton variant="primary" size="large" to="#portfolios">
          Escolher portfólio
        </LinkButton>{' '}
        <LinkButton size="large" to="/posso-pedir">
          Posso pedir?
        </LinkButton>
      </p>
      {signedIn && (
        <section aria-labelledby="precisa-de-voce">
          <h2 id="precisa-de-voce">O que precisa de você agora</h2>
          <QueryView of={work}>{(data) => <Needs data={data} />}</QueryView>
        </section>
      )}
      {settled && (
        <>
          <section aria-labelledby="seis-passos">
            <h2 id="seis-passos">O caminho até a produção</h2>
            <SixSteps isNew={isNew} />
          </section>
          <section aria-labelledby="portfolios">
            <h2 id="portfolios">Portfólios</h2>
            <QueryView of={portfolios}>{(all) => <PortfolioCards portfolios={all} level={3} />}</QueryView>
          </section>
        </>
      )}
    </>
  );
}

/** Its lists can fail one by one: what was read of them is shown, and nothing where none was. */
function anyOfIt(data: HomeWorkQuery): HomeWorkQuery | null {
  return (data.accessRequests ?? data.credentials ?? data.webhooks) && data;
}

function Needs({ data }: { readonly data: HomeWorkQuery }) {
  const nodesOf = <Node,>(list: { readonly edges: readonly { readonly node: Node }[] } | null) =>
    list?.edges.map(({ node }) => node) ?? [];
  const { accessRequests, credentials, webhooks } = data;
  const work = { requests: nodesOf(accessRequests), credentials: nodesOf(credentials), webhooks: nodesOf(webhooks) };
  const needs = whatNeedsMe(work, new Date());
  const isWhole = accessRequests && credentials && webhooks;
  if (needs.length === 0) return isWhole && <p>Nada espera por você agora.</p>;
  return (
    <CardGrid>
      {needs.slice(0, MOST_NEEDS).map((need) => (
        <Card
          key={need.id}
          level={3}
          title={need.title}
          footer={
            <LinkButton to={need.to} size="small">
              {need.action}
            </LinkButton>
          }
        >
          <p>{need.text}</p>
        </Card>
      ))}
    </CardGrid>
  );
}
