import './enums.ts';
import { buildSubgraph, type Subgraph } from '@portal/service-kit';
import type { CatalogueContext } from './context.ts';
import { NodeResolver } from './node.resolver.ts';
import { PortfolioResolver } from './portfolios/portfolio.resolver.ts';
import { Requirement } from './requirements/requirement.ts';
import { ServiceResolver } from './services/service.resolver.ts';

/** The catalogue's part of the graph; what was retired is still found by those who hold on to it. */
export function buildCatalogueSubgraph(): Promise<Subgraph> {
  return buildSubgraph<CatalogueContext>({
    resolvers: [NodeResolver, PortfolioResolver, ServiceResolver],
    orphanedTypes: [Requirement],
    referenceResolvers: {
      Portfolio: ({ slug }: { slug: string }, { catalogue }) => catalogue.portfolioBySlug.get(slug) ?? null,
      Service: ({ slug }: { slug: string }, { catalogue }) => catalogue.serviceBySlug.get(slug) ?? null,
      Requirement: ({ id }: { id: string }, { catalogue }) => catalogue.requirementById.get(id) ?? null,
    },
  });
}
