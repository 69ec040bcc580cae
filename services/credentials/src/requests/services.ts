import { listLengthMessage } from '@portal/domain';
import { type Problem, problem } from '@portal/service-kit';
import type { CataloguePortfolio } from '../catalogue/catalogue-client.ts';

/** What is wrong with the services asked for: one or more, all of the portfolio. */
export function serviceProblems(portfolio: CataloguePortfolio | null, slugs: readonly string[]): Problem[] {
  if (!portfolio) return [];
  if (slugs.length === 0) return [problem('REQUIRED', 'Escolha pelo menos um serviço.', ['services'])];
  const tooMany = listLengthMessage('services', slugs.length);
  if (tooMany) return [problem('INVALID', tooMany, ['services'])];
  const known = new Set(portfolio.services.map(({ slug }) => slug));
  return slugs.flatMap((slug, index) =>
    known.has(slug) ? [] : [problem('INVALID', 'Este serviço não faz parte do portfólio.', ['services', index])],
  );
}

/** Each once, in the order they were given. */
export function uniqueSlugs(slugs: readonly string[]): string[] {
  return [...new Set(slugs)];
}
