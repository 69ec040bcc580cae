import { type Environment, isBlank } from '@portal/domain';
import { type Problem, problem } from '@portal/service-kit';
import type { ContentProblem } from '../catalogue/content-client.ts';
import type { PortfolioBody } from './body.ts';
import type { PortfolioContentBody } from './portfolio-content.ts';
import type { PortfolioContentBodyInput } from './portfolio-content-input.ts';

/** What was written, over what the portfolio said before: what the interface does not show stays as it was. */
export function bodyFrom(written: PortfolioContentBodyInput, before: PortfolioBody): PortfolioBody {
  const { certificate, requirements, services, whatIsNeeded, ...texts } = written;
  const known = new Map(before.services.map((service) => [service.slug, service]));
  return {
    ...before,
    name: texts.name,
    summary: texts.summary,
    whoMayAsk: given(texts.whoMayAsk),
    accessNote: given(texts.accessNote),
    documentationUrl: given(texts.documentationUrl),
    supportUrl: given(texts.supportUrl),
    whatIsNeeded,
    certificate: Object.fromEntries(certificate.map(({ environment, policy }) => [environment, policy])),
    requirements: {
      HOMOLOGATION: requirements.filter(isIn('HOMOLOGATION')).map(requirementFrom),
      PRODUCTION: requirements.filter(isIn('PRODUCTION')).map(requirementFrom),
    },
    services: services.map(({ slug, name, description, kind, standard, authentication, endpoints }) => ({
      ...known.get(slug),
      slug,
      name,
      description,
      kind,
      standard: given(standard),
      authentication: given(authentication),
      endpoints: endpoints.map(({ environment, url, tokenUrl }) => ({ environment, url, tokenUrl: given(tokenUrl) })),
    })),
  };
}

/** What a portfolio says, as it is told. */
export function bodyTold(body: PortfolioBody): PortfolioContentBody {
  return {
    name: body.name,
    summary: body.summary,
    whoMayAsk: body.whoMayAsk ?? null,
    whatIsNeeded: body.whatIsNeeded,
    accessNote: body.accessNote ?? null,
    documentationUrl: body.documentationUrl ?? null,
    supportUrl: body.supportUrl ?? null,
    certificate: body.environments.map((environment) => ({
      environment,
      policy: body.certificate[environment] ?? 'NONE',
    })),
    requirements: ENVIRONMENTS.flatMap((environment) =>
      body.requirements[environment].map(({ guidance, ...rest }) => ({
        ...rest,
        environment,
        guidance: guidance ?? null,
      })),
    ),
    services: body.services.map(({ slug, name, description, kind, standard, authentication, endpoints }) => ({
      slug,
      name,
      description,
      kind,
      standard: standard ?? null,
      authentication: authentication ?? null,
      endpoints: endpoints.map(({ tokenUrl, ...rest }) => ({ ...rest, tokenUrl: tokenUrl ?? null })),
    })),
  };
}

const ENVIRONMENTS = ['HOMOLOGATION', 'PRODUCTION'] as const;

/** What is written or told of requirements: one list for all environments. */
type Listed = Pick<PortfolioContentBodyInput, 'requirements'> | Pick<PortfolioContentBody, 'requirements'>;

/** The catalogue's words for what is wrong, at the place where it was written. */
export function problemsAt(found: readonly ContentProblem[], written: Listed): Problem[] {
  return found.map(({ path, message }) => problem('INVALID', message, ['body', ...placeOf(path, written)]));
}

/** The catalogue keeps requirements by environment; who writes sends them in one list. */
function placeOf([field, environment, index, ...rest]: ContentProblem['path'], written: Listed) {
  if (field === undefined) return [];
  if (field !== 'requirements' || typeof index !== 'number') {
    return [field, ...[environment, index, ...rest].filter((part) => part !== undefined)];
  }
  const places = written.requirements.flatMap((one, place) => (one.environment === environment ? [place] : []));
  return [field, places[index] ?? index, ...rest];
}

function requirementFrom({
  code,
  description,
  guidance,
  provenByReport,
}: PortfolioContentBodyInput['requirements'][number]) {
  return { code, description, guidance: given(guidance), provenByReport };
}

function isIn(environment: Environment) {
  return (one: { environment: Environment }) => one.environment === environment;
}

/** A field that was left empty is none. */
function given(text: string | null | undefined): string | undefined {
  return text == null || isBlank(text) ? undefined : text;
}
