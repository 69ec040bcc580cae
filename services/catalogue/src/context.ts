import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Caller, GraphContext } from '@portal/service-kit';
import type DataLoader from 'dataloader';
import { portfolioLoader } from './portfolios/portfolio.loaders.ts';
import type { Portfolio } from './portfolios/portfolio.ts';
import { requirementLoader, requirementsOfPortfolioLoader } from './requirements/requirement.loaders.ts';
import type { Requirement } from './requirements/requirement.ts';
import type { Endpoint } from './services/endpoint.ts';
import {
  endpointsLoader,
  serviceLoader,
  servicesOfPortfolioLoader,
  versionsLoader,
} from './services/service.loaders.ts';
import type { Service } from './services/service.ts';
import type { ServiceVersion } from './services/service-version.ts';

/** What an operation of the catalogue needs: loaders of its own, so that no list costs a statement a row. */
export interface CatalogueContext extends GraphContext {
  portfolio: DataLoader<string, Portfolio | null>;
  service: DataLoader<string, Service | null>;
  requirement: DataLoader<string, Requirement | null>;
  servicesOfPortfolio: DataLoader<string, Service[]>;
  requirementsOfPortfolio: DataLoader<string, Requirement[]>;
  versions: DataLoader<string, ServiceVersion[]>;
  endpoints: DataLoader<string, Endpoint[]>;
}

/** Makes the context of one operation. */
export function createContext(orm: MikroORM, caller: Caller, traceId: string): CatalogueContext {
  const em: EntityManager = orm.em.fork();
  return {
    caller,
    traceId,
    em,
    portfolio: portfolioLoader(em),
    service: serviceLoader(em),
    requirement: requirementLoader(em),
    servicesOfPortfolio: servicesOfPortfolioLoader(em),
    requirementsOfPortfolio: requirementsOfPortfolioLoader(em),
    versions: versionsLoader(em),
    endpoints: endpointsLoader(em),
  };
}
