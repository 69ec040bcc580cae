import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Person } from '@portal/service-kit';
import { isId, problem, Refused, refuse } from '@portal/service-kit';
import type { CataloguePortfolio } from '../catalogue/catalogue-client.ts';
import { carryPem } from '../certificates/certificate-pems.ts';
import type { CredentialsContext } from '../context.ts';
import { Credential } from '../credentials/credential.ts';
import { isOfTeam, mayForTeam, readMembers } from '../teams/members.ts';
import { AccessRequest } from './access-request.ts';
import { type AccessRequestPayload, perform } from './access-request-payload.ts';
import { createRequest } from './create-request.ts';
import { homologationCredentialProblem } from './homologation-credential.ts';
import { findOpenRequest } from './same-system.ts';

/** What a production request starts from. */
export interface ProductionInput {
  credentialId: string;
}

const PATH = ['credentialId'];

/** Starts a draft for access to production from a homologation credential; everything that was approved is carried over. */
export async function createProductionRequest(
  ctx: CredentialsContext,
  person: Person,
  { credentialId }: ProductionInput,
): Promise<AccessRequestPayload> {
  const seen = isId(credentialId) ? await ctx.em.fork().findOne(Credential, { id: credentialId }) : null;
  if (!seen || !isOfTeam(seen, person)) return { accessRequest: null, problems: [unknownCredential()] };
  const portfolio = await ctx.catalogue.portfolio(seen.portfolio);
  const now = ctx.now();
  return perform(ctx, null, async (em) => {
    const lockMode = LockMode.PESSIMISTIC_READ;
    const credential = await em.findOneOrFail(Credential, { id: credentialId }, { lockMode });
    await readMembers(em, credential);
    if (!mayForTeam(credential, person, 'REQUEST_PRODUCTION')) throw new Refused([ofAnotherRole()]);
    const approved = await em.findOneOrFail(AccessRequest, { id: credential.alterationId ?? credential.requestId });
    refuseUnfit(credential, portfolio, now);
    const request = carryOver(credential, approved);
    await refuseDuplicate(em, Object.assign(request, { ownerId: person.id }));
    request.certificate = await carryPem(em, request.certificate, { from: credential.requestId, to: request.id });
    return createRequest(em, person, request, now);
  });
}

function refuseUnfit(credential: Credential, portfolio: CataloguePortfolio | null, now: Date): void {
  if (credential.environment !== 'HOMOLOGATION') {
    refuse('NOT_ALLOWED', 'O acesso à produção é solicitado a partir de uma credencial de homologação.', PATH);
  }
  if (!portfolio?.environments.includes('PRODUCTION')) {
    refuse('NOT_ALLOWED', 'Este portfólio não tem ambiente de produção.', PATH);
  }
  const notActive = homologationCredentialProblem(credential, now);
  if (notActive) throw new Refused([{ ...notActive, path: PATH }]);
}

/** What the Ministry approved for homologation; the terms with it, for they were declared of the same content. */
function carryOver(credential: Credential, approved: AccessRequest): AccessRequest {
  const { portfolio, systemId, teamId, members } = credential;
  const { submitted } = approved;
  if (!submitted) throw new Error('A credential comes from a submitted request');
  const { services, origin, establishment, childEstablishments, manager, system } = submitted;
  return Object.assign(new AccessRequest(), {
    environment: 'PRODUCTION' as const,
    portfolio,
    systemId,
    teamId,
    members,
    homologationCredential: credential,
    services,
    origin,
    establishment,
    childEstablishments,
    manager,
    // It may have been changed since.
    certificate: credential.certificate,
    system,
    warnings: submitted.warnings.map((warning) => ({ ...warning, acceptedBy: null, acceptedAt: null })),
    acceptedTermsAt: submitted.acceptedTermsAt === null ? null : new Date(submitted.acceptedTermsAt),
    acceptedTermsVersion: approved.acceptedTermsVersion,
  });
}

/** Drafts count: the open one is shown in the payload, to be gone on with. */
async function refuseDuplicate(em: EntityManager, request: AccessRequest): Promise<void> {
  const open = await findOpenRequest(em, request, ['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED']);
  if (!open) return;
  const message = `Já existe uma solicitação de produção aberta para este sistema: ${open.protocol}.`;
  throw new Refused([problem('DUPLICATE', message, PATH)], open.id);
}

function ofAnotherRole() {
  return problem('NOT_ALLOWED', 'O seu papel na equipe não permite isso. Peça a quem é gestor da equipe.', PATH);
}

function unknownCredential() {
  return problem('NOT_FOUND', 'Não encontramos esta credencial. Ela pode ser de outra equipe.', PATH);
}
