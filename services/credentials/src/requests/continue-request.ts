import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, isId, type Person, problem, Refused, refuse } from '@portal/service-kit';
import { carryPem } from '../certificates/certificate-pems.ts';
import { validityMessage } from '../certificates/rules.ts';
import type { CredentialsContext } from '../context.ts';
import { Credential } from '../credentials/credential.ts';
import { stateAt } from '../credentials/lifecycle.ts';
import { isOfTeam, mayForTeam, readMembers } from '../teams/members.ts';
import { AccessRequest } from './access-request.ts';
import { type AccessRequestPayload, perform } from './access-request-payload.ts';
import { createRequest } from './create-request.ts';
import { ipWarningsAmong, warningsOf } from './draft-warnings.ts';

/** What is gone on with: a request, or the one that a credential came from. */
export interface ContinueInput {
  requestId?: string | null;
  credentialId?: string | null;
}

const OPEN = ['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED'] as const;

/**
 * Goes on with a homologation request that ended, or whose credential did, as a new draft: everything is carried over but
 * the terms, which are declared anew, and a certificate that is over.
 */
export async function continueRequest(
  ctx: CredentialsContext,
  person: Person,
  { requestId = null, credentialId = null }: ContinueInput,
): Promise<AccessRequestPayload> {
  const path = [credentialId === null ? 'requestId' : 'credentialId'];
  const now = ctx.now();
  return perform(ctx, null, async (em) => {
    if ((requestId === null) === (credentialId === null)) {
      return refuse('INVALID', 'Informe a solicitação ou a credencial, uma das duas.', ['requestId']);
    }
    const ended = await lockedRequest(em, { requestId, credentialId });
    if (ended) await readMembers(em, ended);
    if (!ended || !isOfTeam(ended, person)) {
      return refuse('NOT_FOUND', 'Não encontramos esta solicitação. Ela pode ser de outra equipe.', path);
    }
    if (!mayForTeam(ended, person, 'CREATE')) {
      return refuse('NOT_ALLOWED', 'O seu papel na equipe não permite isso. Peça a quem é gestor da equipe.', path);
    }
    const credential = await em.findOne(Credential, { requestId: ended.id });
    const wrong = notEndedMessage(ended, credential, now);
    if (wrong) return refuse('NOT_ALLOWED', wrong, path);
    await refuseSecond(em, ended, path);
    const content = credential?.alterationId
      ? await em.findOneOrFail(AccessRequest, { id: credential.alterationId })
      : ended;
    const request = carryOver(ended, content, credential, now);
    request.certificate = await carryPem(em, request.certificate, { from: ended.id, to: request.id });
    return createRequest(em, person, request, now);
  });
}

/** Under its lock, so that of two who go on with it at once the second finds the first one's draft. */
async function lockedRequest(
  em: EntityManager,
  { requestId, credentialId }: Required<ContinueInput>,
): Promise<AccessRequest | null> {
  const issued =
    credentialId !== null && isId(credentialId) ? await em.findOne(Credential, { id: credentialId }) : null;
  const id = issued?.requestId ?? requestId;
  return id !== null && isId(id) ? em.findOne(AccessRequest, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
}

/** Whether the caller may go on with it as a new request: with what ended, and for its team. */
export function mayContinue(
  request: Pick<AccessRequest, 'environment' | 'replacesId' | 'state' | 'members'>,
  credential: Credential | null,
  { caller, now }: { caller: Caller; now: Date },
): boolean {
  return mayForTeam(request, caller, 'CREATE') && notEndedMessage(request, credential, now) === undefined;
}

function notEndedMessage(
  { environment, replacesId, state }: Pick<AccessRequest, 'environment' | 'replacesId' | 'state'>,
  credential: Credential | null,
  now: Date,
): string | undefined {
  if (replacesId !== null) return 'Uma alteração é pedida de novo a partir da credencial.';
  if (environment === 'PRODUCTION') {
    return 'A produção é solicitada de novo a partir da credencial de homologação do mesmo sistema.';
  }
  const isOver = credential !== null && ['REVOKED', 'EXPIRED'].includes(stateAt(credential, now));
  if (isOver || state === 'REJECTED' || state === 'CANCELLED') return undefined;
  return credential
    ? 'A credencial desta solicitação ainda vale. Não é preciso solicitar de novo.'
    : 'Esta solicitação ainda está aberta. Continue nela.';
}

/** The open one is shown in the payload, to be gone on with. */
async function refuseSecond(em: EntityManager, { id }: AccessRequest, path: string[]): Promise<void> {
  const open = await em.findOne(AccessRequest, { continuesId: id, state: { $in: [...OPEN] } });
  if (!open) return;
  const message = `Já existe uma solicitação que continua esta: ${open.protocol}.`;
  throw new Refused([problem('DUPLICATE', message, path)], open.id);
}

/** `content` is what was asked for last: an alteration that was approved counts for the request whose credential it altered. */
function carryOver(
  ended: AccessRequest,
  content: AccessRequest,
  credential: Credential | null,
  now: Date,
): AccessRequest {
  const { portfolio, systemId } = ended;
  const { services, origin, establishment, childEstablishments, manager, system } = content;
  // A credential's may have been changed since it was asked for, or given up.
  const last = credential ? credential.certificate : ended.certificate;
  const certificate = last && validityMessage(last, now) === undefined ? last : null;
  const request = Object.assign(new AccessRequest(), {
    environment: 'HOMOLOGATION' as const,
    continuesId: ended.id,
    portfolio,
    systemId,
    teamId: ended.teamId,
    members: ended.members,
    services,
    origin,
    establishment,
    childEstablishments,
    manager,
    certificate,
    system,
  });
  request.warnings = warningsOf(request, 'OPTIONAL', ipWarningsAmong(content.warnings), now);
  return request;
}
