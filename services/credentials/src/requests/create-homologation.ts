import { randomUUIDv7 } from 'node:crypto';
import { ENVIRONMENT_LABELS } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { type Problem, problem, refuseIfAny } from '@portal/service-kit';
import type { CataloguePortfolio } from '../catalogue/catalogue-client.ts';
import type { CredentialsContext } from '../context.ts';
import { AccessRequest } from './access-request.ts';
import { type AccessRequestPayload, perform } from './access-request-payload.ts';
import { createRequest } from './create-request.ts';
import { serviceProblems, uniqueSlugs } from './services.ts';

/** What a homologation request starts from. */
export interface HomologationInput {
  portfolio: string;
  services: readonly string[];
}

/** Starts a draft for access to a portfolio's homologation environment. */
export async function createHomologationRequest(
  ctx: CredentialsContext,
  person: Person,
  { portfolio: slug, services }: HomologationInput,
): Promise<AccessRequestPayload> {
  const portfolio = await ctx.catalogue.portfolio(slug);
  const now = ctx.now();
  return perform(ctx, null, async (em) => {
    refuseIfAny([...portfolioProblems(portfolio), ...serviceProblems(portfolio, services)]);
    const request = Object.assign(new AccessRequest(), {
      environment: 'HOMOLOGATION' as const,
      portfolio: slug,
      services: uniqueSlugs(services),
      systemId: randomUUIDv7(),
    });
    return createRequest(em, person, request, now);
  });
}

function portfolioProblems(portfolio: CataloguePortfolio | null): Problem[] {
  const path = ['portfolio'];
  if (!portfolio) return [problem('NOT_FOUND', 'Não encontramos este portfólio.', path)];
  if (!portfolio.needsCredential) {
    return [problem('NOT_ALLOWED', 'Este serviço é aberto. Não é preciso solicitar acesso.', path)];
  }
  if (!portfolio.environments.includes('HOMOLOGATION')) {
    const environment = ENVIRONMENT_LABELS.HOMOLOGATION.toLowerCase();
    return [problem('NOT_ALLOWED', `Este portfólio não tem ambiente de ${environment}.`, path)];
  }
  return [];
}
