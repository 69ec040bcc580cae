import type { PortfolioContentBodyInput } from '@portal/schema/types';
import type { Tone } from '@portal/ui';
import type { PortfolioContentViewFragment } from '../../gql/graphql.ts';

export type PortfolioContent = PortfolioContentViewFragment;
type Body = NonNullable<PortfolioContent['inUse']>;

/** How a portfolio stands, on screen. */
export function standingOf({ inUse, draft }: { inUse?: object | null; draft?: object | null }): {
  label: string;
  tone: Tone;
} {
  if (inUse)
    return draft ? { label: 'Publicado, com rascunho', tone: 'yellow' } : { label: 'Publicado', tone: 'green' };
  return draft ? { label: 'Fora de uso, com rascunho', tone: 'yellow' } : { label: 'Fora de uso', tone: 'grey' };
}

/** What is said of a portfolio, as it is sent: nothing but that, so that two can be compared. */
export function writtenOf(body: Body): PortfolioContentBodyInput {
  return {
    name: body.name,
    summary: body.summary,
    whoMayAsk: body.whoMayAsk,
    whatIsNeeded: [...body.whatIsNeeded],
    accessNote: body.accessNote,
    documentationUrl: body.documentationUrl,
    supportUrl: body.supportUrl,
    certificate: body.certificate.map(({ environment, policy }) => ({ environment, policy })),
    requirements: body.requirements.map(({ environment, code, description, guidance, provenByReport }) => ({
      environment,
      code,
      description,
      guidance,
      provenByReport,
    })),
    services: body.services.map(({ slug, name, description, kind, standard, authentication, endpoints }) => ({
      slug,
      name,
      description,
      kind,
      standard,
      authentication,
      endpoints: endpoints.map(({ environment, url, tokenUrl }) => ({ environment, url, tokenUrl })),
    })),
  };
}

/** Whether two say the same; an empty field is none. */
export function isSame(one: PortfolioContentBodyInput, other: PortfolioContentBodyInput): boolean {
  return canonical(one) === canonical(other);
}

function canonical(body: PortfolioContentBodyInput): string {
  return JSON.stringify(body, (_key, value: unknown) => (value === '' ? null : value));
}
