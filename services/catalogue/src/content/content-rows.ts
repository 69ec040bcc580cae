import { Environment, UFS } from '@portal/domain';
import type { Portfolio } from '../portfolios/portfolio.ts';
import type { Requirement } from '../requirements/requirement.ts';
import { type Endpoint, WHOLE_COUNTRY } from '../services/endpoint.ts';
import type { Service } from '../services/service.ts';
import type { ServiceVersion } from '../services/service-version.ts';
import { requirementId } from './derived-ids.ts';
import type { PortfolioFile } from './portfolio-file.ts';

/** What is stored of an entity: its properties without its methods. */
export type Columns<Entity> = {
  [Key in keyof Entity as Entity[Key] extends (...args: never[]) => unknown ? never : Key]: Entity[Key];
};

type ServiceFile = PortfolioFile['services'][number];

/** A service's place in the whole catalogue: by portfolio, then by its place in the file. */
const SERVICES_A_PORTFOLIO = 1_000;

/** The row of a portfolio. */
export function portfolioRow(file: PortfolioFile): Columns<Portfolio> {
  return {
    slug: file.slug,
    name: file.name,
    summary: file.summary,
    whoMayAsk: file.whoMayAsk ?? null,
    whatIsNeeded: file.whatIsNeeded,
    accessNote: file.accessNote ?? null,
    documentationUrl: file.documentationUrl ?? null,
    supportUrl: file.supportUrl ?? null,
    needsCredential: file.needsCredential,
    environments: file.environments,
    certificatePolicies: file.certificate,
    fourEyes: file.fourEyes,
    drawnPercent: file.approvalByRule?.drawnPercent ?? null,
    position: file.position,
    retiredAt: null,
  };
}

/** The rows of what a portfolio offers. */
export function serviceRows(portfolio: PortfolioFile): Columns<Service>[] {
  return portfolio.services.map((file, index) => ({
    slug: file.slug,
    portfolioSlug: portfolio.slug,
    portfolioName: portfolio.name,
    name: file.name,
    description: file.description,
    kind: file.kind,
    standard: file.standard ?? null,
    authentication: file.authentication ?? null,
    operations: file.operations,
    position: portfolio.position * SERVICES_A_PORTFOLIO + index,
    retiredAt: null,
  }));
}

/** The rows of a service's versions. */
export function versionRows(service: ServiceFile): Columns<ServiceVersion>[] {
  return service.versions.map((file, position) => ({
    serviceSlug: service.slug,
    version: file.version,
    releasedAt: file.releasedAt ?? null,
    deprecatedAt: file.deprecatedAt ?? null,
    specificationUrl: file.specificationUrl ?? null,
    position,
    retiredAt: null,
  }));
}

/** The rows of a service's endpoints: one, or one a state where its address has {uf}. */
export function endpointRows(service: ServiceFile): Columns<Endpoint>[] {
  return service.endpoints.flatMap(({ environment, url, tokenUrl }) => {
    const ufs = url.includes('{uf}') ? UFS : [WHOLE_COUNTRY as typeof WHOLE_COUNTRY];
    return ufs.map((ufKey, position) => ({
      serviceSlug: service.slug,
      environment,
      ufKey,
      url: url.replaceAll('{uf}', ufKey.toLowerCase()),
      tokenUrl: tokenUrl?.replaceAll('{uf}', ufKey.toLowerCase()) ?? null,
      position,
      retiredAt: null,
    }));
  });
}

/** The rows of what is checked in a portfolio. */
export function requirementRows(portfolio: PortfolioFile): Columns<Requirement>[] {
  return Object.values(Environment).flatMap((environment) =>
    portfolio.requirements[environment].map(({ code, description, guidance, provenByReport }, position) => ({
      id: requirementId(portfolio.slug, environment, code),
      portfolioSlug: portfolio.slug,
      environment,
      code,
      description,
      guidance: guidance ?? null,
      provenByReport,
      position,
      retiredAt: null,
    })),
  );
}
