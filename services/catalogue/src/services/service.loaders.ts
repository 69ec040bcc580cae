import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { isSlug } from '../content/slug.ts';
import { Endpoint } from './endpoint.ts';
import { Service } from './service.ts';
import { ServiceVersion } from './service-version.ts';

/** Finds services by slug, those that were retired too. */
export function serviceLoader(em: EntityManager): DataLoader<string, Service | null> {
  return new DataLoader(async (slugs) => {
    const known = slugs.filter(isSlug);
    const found = known.length > 0 ? await em.find(Service, { slug: { $in: known } }) : [];
    const bySlug = new Map(found.map((service) => [service.slug, service]));
    return slugs.map((slug) => bySlug.get(slug) ?? null);
  });
}

/** Finds what a portfolio offers, in its order. */
export function servicesOfPortfolioLoader(em: EntityManager): DataLoader<string, Service[]> {
  return new DataLoader(async (slugs) => {
    const found = await em.find(
      Service,
      { portfolioSlug: { $in: [...slugs] }, retiredAt: null },
      { orderBy: { position: 'asc', slug: 'asc' } },
    );
    const byPortfolio = Map.groupBy(found, ({ portfolioSlug }) => portfolioSlug);
    return slugs.map((slug) => byPortfolio.get(slug) ?? []);
  });
}

/** Finds the versions of a service, newest first as its file lists them. */
export function versionsLoader(em: EntityManager): DataLoader<string, ServiceVersion[]> {
  return new DataLoader(async (slugs) => {
    const found = await em.find(
      ServiceVersion,
      { serviceSlug: { $in: [...slugs] }, retiredAt: null },
      { orderBy: { position: 'asc' } },
    );
    const byService = Map.groupBy(found, ({ serviceSlug }) => serviceSlug);
    return slugs.map((slug) => byService.get(slug) ?? []);
  });
}

/** Finds the endpoints of a service in all its environments. */
export function endpointsLoader(em: EntityManager): DataLoader<string, Endpoint[]> {
  return new DataLoader(async (slugs) => {
    const found = await em.find(
      Endpoint,
      { serviceSlug: { $in: [...slugs] }, retiredAt: null },
      { orderBy: { environment: 'asc', position: 'asc' } },
    );
    const byService = Map.groupBy(found, ({ serviceSlug }) => serviceSlug);
    return slugs.map((slug) => byService.get(slug) ?? []);
  });
}
