import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { CredentialAction } from '@portal/domain';
import {
  type Caller,
  type ClientCaller,
  idAmong,
  isId,
  once,
  type Person,
  type Problem,
  Refused,
  refuse,
  requirePermission,
  requirePersonOrClient,
} from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { announceCredential } from '../events/announce-credential.ts';
import { readMembers } from '../teams/members.ts';
import { Credential } from './credential.ts';
import { type Actor, permit, type Refusal, type Situation, type Transition } from './lifecycle.ts';
import { isTheSystem, mayRead } from './visibility.ts';

/** A credential under its lock, and what the table says of the action. */
export interface Opened {
  em: EntityManager;
  credential: Credential;
  transition: Transition;
  caller: Person | ClientCaller;
  now: Date;
}

/** What an act gave: the credential as it is now, or why it was refused. */
export interface Outcome {
  credential: Credential | null;
  problems: readonly Problem[];
  /** What was drawn, now or when the same key came first. */
  secret: string | null;
}

/** What a change of a credential is told with in the audit: never the words people wrote. */
type AuditDetail = Record<string, unknown>;

/**
 * Does an action to a credential: loaded under its lock, held against the table, changed, audited and announced in one
 * transaction. `change` may still refuse.
 */
export async function actOnCredential(
  ctx: CredentialsContext,
  id: string,
  action: CredentialAction,
  change: (opened: Opened) => AuditDetail | undefined | Promise<AuditDetail>,
  secret?: string,
): Promise<Outcome> {
  const caller = requirePersonOrClient(ctx.caller);
  try {
    const answered = await ctx.em.fork().transactional((em) => once(em, ctx, () => done(em)));
    return { credential: await readable(ctx, caller, id), problems: [], secret: answered.secret ?? null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { credential: await readable(ctx, caller, id), problems: error.problems, secret: null };
  }

  async function done(em: EntityManager) {
    const opened = await open(em, ctx, caller, id, action);
    const { credential, transition, now } = opened;
    const detail = await change(opened);
    if (transition.to !== transition.from) credential.stateChangedAt = now;
    credential.state = transition.to;
    audit(em, {
      at: now,
      actorId: caller.kind === 'person' ? caller.id : null,
      act: action,
      subject: 'CREDENTIAL',
      subjectId: id,
      detail: { ...detail, ...(caller.kind === 'client' && { bySystem: true }) },
    });
    announceCredential(em, credential, action, now);
    return { id, secret };
  }
}

/** The credential as it is now; null for what the caller may not read. */
export async function readable(ctx: CredentialsContext, caller: Caller, id: string): Promise<Credential | null> {
  const credential = isId(id) ? await ctx.em.fork().findOne(Credential, { id }) : null;
  return credential && mayRead(credential, caller) ? credential : null;
}

/** What asking for production hangs on, beyond the credential's own row. */
export type ProductionFacts = Pick<Situation, 'productionOffered' | 'hasOpenProductionRequest'>;

/** The requests that hang on a credential. */
type Hanging = Partial<ProductionFacts & Pick<Situation, 'hasOpenAlteration'>>;

/** What the table looks at in a credential; what hangs on it counts for REQUEST_PRODUCTION and REQUEST_ALTERATION alone. */
export function situationOf(credential: Credential, hanging: Hanging = {}): Situation {
  const { state, expiresAt, members, environment, suspendedByMinistry, certificate } = credential;
  return {
    state,
    expiresAt,
    members,
    environment,
    suspendedByMinistry,
    hasCertificate: certificate !== null,
    certificateNamesHolder: certificate !== null && certificate.kind !== null && certificate.holder !== null,
    certificateRevoked: certificate?.revokedAt !== undefined,
    productionOffered: hanging.productionOffered ?? false,
    hasOpenProductionRequest: hanging.hasOpenProductionRequest ?? false,
    hasOpenAlteration: hanging.hasOpenAlteration ?? false,
    hasTransferOffer: credential.transferOffer !== null,
  };
}

/** Who acts, as the table looks at it. */
export function actorOf(caller: Person | ClientCaller, credential: Credential): Actor {
  if (caller.kind === 'person')
    return { id: idAmong(caller, Object.keys(credential.members)) ?? '', roles: caller.roles };
  return { id: caller.clientId, roles: [], isTheSystem: isTheSystem(credential, caller) };
}

async function open(
  em: EntityManager,
  ctx: CredentialsContext,
  caller: Person | ClientCaller,
  id: string,
  action: CredentialAction,
): Promise<Opened> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const credential = isId(id) ? await em.findOne(Credential, { id }, { lockMode }) : null;
  // Read once the lock is held: what waited for another act did not happen before it.
  const now = ctx.now();
  const permission = (row: Credential) => permit(situationOf(row), actorOf(caller, row), action, now);
  // Whose it is not is refused at once: a statement more than for what is not there would tell them apart.
  if (!credential || permission(credential) === 'NOT_FOUND') return refuseUnknown();
  await readMembers(em, credential);
  const permitted = permission(credential);
  if (permitted === 'NOT_FOUND') return refuseUnknown();
  if (typeof permitted === 'string') return refuse('NOT_ALLOWED', REFUSALS[permitted]);
  // Of no team's, it is done for the Ministry.
  if (caller.kind === 'person' && !Object.hasOwn(credential.members, caller.id)) {
    requirePermission(caller, 'ADMINISTER_CREDENTIALS');
  }
  return { em, credential, transition: permitted, caller, now };
}

function refuseUnknown(): never {
  return refuse('NOT_FOUND', 'Não encontramos esta credencial. Ela pode ser de outra equipe.', ['id']);
}

/** What a person reads when an action is refused. */
const REFUSALS: Record<Exclude<Refusal, 'NOT_FOUND'>, string> = {
  WRONG_STATE: 'Isso não pode ser feito na situação atual da credencial.',
  TEAM_ONLY: 'Só a equipe da credencial pode fazer isso.',
  TEAM_ROLE: 'O seu papel na equipe não permite isso. Peça a quem é gestor da equipe.',
  BOUND_TO_CERTIFICATE: 'Esta credencial não usa certificado.',
  CERTIFICATE_NAMES_HOLDER: 'O certificado atual não diz de quem é. Para usar outro, altere a credencial.',
  CERTIFICATE_REVOKED: 'O certificado de uma credencial suspensa só é trocado quando foi revogado.',
  CERTIFICATE_NOT_REVOKED:
    'O certificado desta credencial foi revogado pela autoridade certificadora. Troque-o primeiro.',
  NOT_SUSPENDED_BY_MINISTRY: 'A credencial foi suspensa pelo Ministério da Saúde, e só ele pode reativá-la.',
  SUSPENDED_BY_TEAM: 'A credencial já está suspensa pelo Ministério da Saúde.',
  HOMOLOGATION: 'O acesso à produção é solicitado a partir de uma credencial de homologação.',
  PRODUCTION_OFFERED: 'Este portfólio não tem ambiente de produção.',
  TRANSFER_OFFERED: 'Esta credencial não está oferecida a outra equipe.',
  NO_OPEN_ALTERATION: 'Já existe uma alteração aberta para esta credencial.',
  NO_OPEN_PRODUCTION_REQUEST: 'Já existe uma solicitação de produção aberta para esta credencial.',
};
