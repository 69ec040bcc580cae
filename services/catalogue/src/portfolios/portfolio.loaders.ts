import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { isSlug } from '../content/slug.ts';
import { Portfolio } from './portfolio.ts';

/** Finds portfolios by slug, those that were retired too. */
export function portfolioLoader(em: EntityManager): DataLoader<string, Portfolio | null> {
  return new DataLoader(async (slugs) => {
    const known = slugs.filter(isSlug);
    const found = known.length > 0 ? await em.find(Portfolio, { slug: { $in: known } }) : [];
    const bySlug = new Map(found.map((portfolio) => [portfolio.slug, portfolio]));
    return slugs.map((slug) => bySlug.get(slug) ?? null);
  });
}
