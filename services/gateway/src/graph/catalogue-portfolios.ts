import { ANONYMOUS } from '@portal/service-kit/identity';
import { traceIdOf, traceparentOf } from '@portal/service-kit/process';
import { z } from 'zod';
import type { InternalTokens } from '../access/internal-tokens.ts';
import { noAnswer, SubgraphFailure } from '../http/subgraph-failure.ts';

/** The slugs of the portfolios that the catalogue offers now. */
export type CataloguePortfolios = () => Promise<ReadonlySet<string>>;

const ANSWER_WITHIN_MS = 5_000;
const answered = z.object({ data: z.object({ portfolios: z.array(z.object({ slug: z.string() })) }) });

/** Asks the catalogue, each time: it is asked when somebody is bound, and seldom. */
export function cataloguePortfolios(catalogueUrl: string, tokens: InternalTokens): CataloguePortfolios {
  return async () => {
    const response = await fetch(`${catalogueUrl}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokens.for(ANONYMOUS, 'catalogue')}`,
        'content-type': 'application/json',
        traceparent: traceparentOf(traceIdOf(undefined)),
      },
      body: JSON.stringify({ query: '{ portfolios { slug } }' }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).catch((cause) => {
      throw noAnswer('catalogue', cause, false);
    });
    const { data } = answered.safeParse(await response.json().catch(() => null));
    if (!data) throw new SubgraphFailure('catalogue', `answered ${response.status}`, { outcome: 'away' });
    return new Set(data.data.portfolios.map(({ slug }) => slug));
  };
}
