import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { Requirement } from './requirement.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Finds requirements by id, those that were retired too. */
export function requirementLoader(em: EntityManager): DataLoader<string, Requirement | null> {
  return new DataLoader(async (ids) => {
    const known = ids.filter((id) => UUID.test(id));
    const found = known.length > 0 ? await em.find(Requirement, { id: { $in: known } }) : [];
    const byId = new Map(found.map((requirement) => [requirement.id, requirement]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** Finds what is checked in all environments of a portfolio, in order. */
export function requirementsOfPortfolioLoader(em: EntityManager): DataLoader<string, Requirement[]> {
  return new DataLoader(async (slugs) => {
    const found = await em.find(
      Requirement,
      { portfolioSlug: { $in: [...slugs] }, retiredAt: null },
      { orderBy: { environment: 'asc', position: 'asc' } },
    );
    const byPortfolio = Map.groupBy(found, ({ portfolioSlug }) => portfolioSlug);
    return slugs.map((slug) => byPortfolio.get(slug) ?? []);
  });
}
