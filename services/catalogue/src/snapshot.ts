import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { portfolioId, serviceId } from './content/derived-ids.ts';
import { Portfolio } from './portfolios/portfolio.ts';
import { Requirement } from './requirements/requirement.ts';
import { Endpoint } from './services/endpoint.ts';
import { Service } from './services/service.ts';
import { ServiceVersion } from './services/service-version.ts';

/** The whole catalogue as it was read at one moment: a few hundred rows, which are read far more often than they change. */
export interface Snapshot {
  /** What is offered, in order; what was retired is found by its key alone. */
  portfolios: Portfolio[];
  services: Service[];
  portfolioBySlug: Map<string, Portfolio>;
  serviceBySlug: Map<string, Service>;
  requirementById: Map<string, Requirement>;
  /** Whatever has an id, with the name of its type. */
  nodeById: Map<string, { type: string; value: object }>;
  servicesOfPortfolio: Map<string, Service[]>;
  requirementsOfPortfolio: Map<string, Requirement[]>;
  versionsOfService: Map<string, ServiceVersion[]>;
  endpointsOfService: Map<string, Endpoint[]>;
}

/** Reads the catalogue: a statement a kind, in one transaction, so that what belongs together is of one moment. */
export async function readSnapshot(em: EntityManager): Promise<Snapshot> {
  return em.transactional(
    async (transaction) => {
      const detached = { disableIdentityMap: true } as const;
      const [portfolios, services, requirements, versions, endpoints] = [
        await transaction.find(Portfolio, {}, { ...detached, orderBy: { position: 'asc', slug: 'asc' } }),
        await transaction.find(Service, {}, { ...detached, orderBy: { position: 'asc', slug: 'asc' } }),
        await transaction.find(Requirement, {}, { ...detached, orderBy: { environment: 'asc', position: 'asc' } }),
        await transaction.find(ServiceVersion, { retiredAt: null }, { ...detached, orderBy: { position: 'asc' } }),
        await transaction.find(
          Endpoint,
          { retiredAt: null },
          { ...detached, orderBy: { environment: 'asc', position: 'asc' } },
        ),
      ];
      return {
        portfolios: portfolios.filter(isOffered),
        services: services.filter(isOffered),
        portfolioBySlug: new Map(portfolios.map((portfolio) => [portfolio.slug, portfolio])),
        serviceBySlug: new Map(services.map((service) => [service.slug, service])),
        requirementById: new Map(requirements.map((requirement) => [requirement.id, requirement])),
        nodeById: new Map<string, { type: string; value: object }>([
          ...portfolios.map((value) => [portfolioId(value.slug), { type: 'Portfolio', value }] as const),
          ...services.map((value) => [serviceId(value.slug), { type: 'Service', value }] as const),
          ...requirements.map((value) => [value.id, { type: 'Requirement', value }] as const),
        ]),
        servicesOfPortfolio: Map.groupBy(services.filter(isOffered), ({ portfolioSlug }) => portfolioSlug),
        requirementsOfPortfolio: Map.groupBy(requirements.filter(isOffered), ({ portfolioSlug }) => portfolioSlug),
        versionsOfService: Map.groupBy(versions, ({ serviceSlug }) => serviceSlug),
        endpointsOfService: Map.groupBy(endpoints, ({ serviceSlug }) => serviceSlug),
      };
    },
    { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true },
  );
}

function isOffered({ retiredAt }: { retiredAt: Date | null }): boolean {
  return retiredAt === null;
}
