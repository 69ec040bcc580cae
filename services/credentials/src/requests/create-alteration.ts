import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { isId, type Person, problem, Refused, refuse } from '@portal/service-kit';
import { carryPem } from '../certificates/certificate-pems.ts';
import type { CredentialsContext } from '../context.ts';
import { Credential } from '../credentials/credential.ts';
import { isOfTeam, mayForTeam, readMembers } from '../teams/members.ts';
import { AccessRequest } from './access-request.ts';
import { type AccessRequestPayload, perform } from './access-request-payload.ts';
import { alterationProblem, contentOfCredential } from './alteration.ts';
import { createRequest } from './create-request.ts';
import { ipWarningsAmong, warningsOf } from './draft-warnings.ts';

/** What an alteration starts from. */
export interface AlterationInput {
  credentialId: string;
}

const PATH = ['credentialId'];

const OPEN = ['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED'] as const;

/**
 * Starts a draft that is to alter a credential: all that it has is carried over but the terms, which are declared anew of
 * what is asked for. The credential goes on as it is.
 */
export function createAlterationRequest(
  ctx: CredentialsContext,
  person: Person,
  { credentialId }: AlterationInput,
): Promise<AccessRequestPayload> {
  const now = ctx.now();
  return perform(ctx, null, async (em) => {
    // Of two who begin one at once the second finds the first one's draft.
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const credential = isId(credentialId) ? await em.findOne(Credential, { id: credentialId }, { lockMode }) : null;
    // Who is of no team of it is refused at once, as with what is not there.
    if (!credential || !isOfTeam(credential, person)) return refuseUnknown();
    await readMembers(em, credential);
    if (!isOfTeam(credential, person)) return refuseUnknown();
    if (!mayForTeam(credential, person, 'REQUEST_ALTERATION')) {
      return refuse('NOT_ALLOWED', 'O seu papel na equipe não permite isso. Peça a quem é gestor da equipe.', PATH);
    }
    const notActive = alterationProblem(credential, now, PATH);
    if (notActive) throw new Refused([notActive]);
    await refuseSecond(em, credential);
    const request = await carryOver(em, credential, now);
    request.certificate = await carryPem(em, request.certificate, { from: credential.requestId, to: request.id });
    return createRequest(em, person, request, now);
  });
}

function refuseUnknown(): never {
  return refuse('NOT_FOUND', 'Não encontramos esta credencial. Ela pode ser de outra equipe.', PATH);
}

/** The open one is shown in the payload, to be gone on with. */
async function refuseSecond(em: EntityManager, { id }: Credential): Promise<void> {
  const open = await em.findOne(AccessRequest, { replacesId: id, state: { $in: [...OPEN] } });
  if (!open) return;
  const message = `Já existe uma alteração aberta para esta credencial: ${open.protocol}.`;
  throw new Refused([problem('DUPLICATE', message, PATH)], open.id);
}

async function carryOver(em: EntityManager, credential: Credential, now: Date): Promise<AccessRequest> {
  const { id, environment, portfolio, systemId, teamId, members } = credential;
  const submittedBefore = await contentOfCredential(em, credential);
  const { services, origin, establishment, childEstablishments, manager, certificate, system } = submittedBefore;
  const request = Object.assign(new AccessRequest(), {
    environment,
    replacesId: id,
    portfolio,
    systemId,
    teamId,
    members,
    services,
    origin,
    establishment,
    childEstablishments,
    manager,
    certificate,
    system,
    submittedBefore,
  });
  request.warnings = warningsOf(request, 'OPTIONAL', ipWarningsAmong(submittedBefore.warnings), now).map((warning) => ({
    ...warning,
    acceptedBy: null,
    acceptedAt: null,
  }));
  return request;
}
