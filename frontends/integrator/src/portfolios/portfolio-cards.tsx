import { ENVIRONMENT_LABELS } from '@portal/domain';
import { Card, CardGrid, Tag } from '@portal/ui';
import type { HomePortfoliosQuery } from '../gql/graphql.ts';

/** The portfolios, each a card that leads to its page. */
export function PortfolioCards({ portfolios }: { readonly portfolios: HomePortfoliosQuery['portfolios'] }) {
  return (
    <CardGrid>
      {portfolios.map((portfolio) => (
        <Card
          key={portfolio.slug}
          level={3}
          title={portfolio.name}
          to={`/portfolios/${portfolio.slug}`}
          footer={
            portfolio.needsCredential ? (
              portfolio.environments.map((environment) => (
                <Tag key={environment}>{ENVIRONMENT_LABELS[environment]}</Tag>
              ))
            ) : (
              <Tag tone="green">Aberto</Tag>
            )
          }
        >
          <p>{portfolio.summary}</p>
        </Card>
      ))}
    </CardGrid>
  );
}
