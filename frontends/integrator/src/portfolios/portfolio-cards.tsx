import { ENVIRONMENT_LABELS } from '@portal/domain';
import { Card, CardGrid, Tag } from '@portal/ui';
import type { HomePortfoliosQuery } from '../gql/graphql.ts';

interface PortfolioCardsProps {
  readonly portfolios: NonNullable<HomePortfoliosQuery['portfolios']>;
  /** Of the headings of the cards. */
  readonly level: 2 | 3;
}

/** The portfolios, each a card that leads to its page. */
export function PortfolioCards({ portfolios, level }: PortfolioCardsProps) {
  return (
    <CardGrid>
      {portfolios.map((portfolio) => (
        <Card
          key={portfolio.slug}
          level={level}
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
