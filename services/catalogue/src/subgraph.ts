import './enums.ts';
import { buildSubgraph, type Subgraph } from '@portal/service-kit';
import type { CatalogueContext } from './context.ts';
import { PortfolioResolver } from './portfolios/portfolio.resolver.ts';
import { Requirement } from './requirements/requirement.ts';
import { ServiceResolver } from './services/service.resolver.ts';

/** The catalogue's part of the graph; what was retired is still found by those who hold on to it. */
export function buildCatalogueSubgraph(): Promise<Subgraph> {
  return buildSubgraph<CatalogueContext>({
    resolvers: [PortfolioResolver, ServiceResolver],
    orphanedTypes: [Requirement],
    referenceResolvers: {
      Portfolio: ({ slug }: { slug: string }, context) => context.portfolio.load(slug),
      Service: ({ slug }: { slug: string }, context) => context.service.load(slug),
      Requirement: ({ id }: { id: string }, context) => context.requirement.load(id),
    },
  });
}
