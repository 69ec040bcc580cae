import { z } from 'zod';
import type { AskedService } from '../access/asked-service.ts';
import { SubgraphFailure } from '../http/subgraph-failure.ts';

/** The slugs of the portfolios that the catalogue offers now. */
export type CataloguePortfolios = () => Promise<ReadonlySet<string>>;

const answered = z.object({ data: z.object({ portfolios: z.array(z.object({ slug: z.string() })) }) });

/** Asks the catalogue, each time: it is asked when somebody is bound, and seldom. */
export function cataloguePortfolios(catalogue: AskedService): CataloguePortfolios {
  return async () => {
    const { data } = answered.safeParse(
      await catalogue.ask('/graphql', { body: { query: '{ portfolios { slug } }' } }),
    );
    if (!data) throw new SubgraphFailure('catalogue', 'did not name its portfolios', { outcome: 'away' });
    return new Set(data.data.portfolios.map(({ slug }) => slug));
  };
}
