import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { idAmong, isId, type Person, Refused, refuse } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { readMembers, readMembersOfAll } from '../teams/members.ts';
import { AccessRequest } from './access-request.ts';
import type { Reason } from './access-request-event.ts';
import { type Act, type Actor, permit, type Refusal, type Situation, type Transition } from './lifecycle.ts';
import { type ActorMark, record } from './record.ts';
import { mayRead } from './visibility.ts';

/** Which request an act is about, and which version of it the person saw. */
export interface ActTarget {
  id: string;
  /** Null for the acts that do not count the version up. */
  version: number | null;
}

/** Acts that move a request or end where it stands, and are told in its history. */
export type MovingAct = Exclude<Act, 'EDIT' | 'ASSESS' | 'ATTACH_EVIDENCE' | 'REMOVE_EVIDENCE'>;

/** A request under its lock, and what the table says of the act. */
export interface Opened<A extends Act = Act> {
  em: EntityManager;
  request: AccessRequest;
  act: A;
  transition: Transition;
  person: Person;
  now: Date;
}

/** Looks a request up for a person; NOT_FOUND unless they may read it. Nothing is locked. */
export async function find(ctx: CredentialsContext, person: Person, id: string): Promise<AccessRequest> {
  const request = isId(id) ? await ctx.em.fork().findOne(AccessRequest, { id }) : null;
  return request && mayRead(request, person) ? request : refuseUnknown();
}

/** Locks a request for an act and holds person, version and state against the table. */
export async function open<A extends Act>(
  em: EntityManager,
  ctx: CredentialsContext,
  person: Person,
  act: A,
  { id, version }: ActTarget,
): Promise<Opened<A>> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const request = isId(id) ? await em.findOne(AccessRequest, { id }, { lockMode }) : null;
  // Who is of no team of it is refused at once: a statement more than for what is not there would tell them apart.
  if (!request || !mayRead(request, person)) return refuseUnknown();
  await readMembers(em, request);
  return { em, request, act, transition: permitted(request, person, act, version), person, now: ctx.now() };
}

/**
 * The same of many at once, by two statements however many they are, locked in one order so that none waits for another. What
 * cannot be acted on tells why, and keeps nothing from the others.
 */
export async function openMany<A extends Act>(
  em: EntityManager,
  ctx: CredentialsContext,
  person: Person,
  act: A,
  targets: readonly ActTarget[],
): Promise<(Opened<A> | Refused)[]> {
  const ids = targets.map(({ id }) => id).filter(isId);
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
  const requests = await em.find(AccessRequest, { id: { $in: ids } }, lock);
  await readMembersOfAll(
    em,
    requests.filter((request) => mayRead(request, person)),
  );
  const now = ctx.now();
  return targets.map(({ id, version }) =>
    orRefused(() => {
      const request = requests.find((found) => found.id === id) ?? refuseUnknown();
      return { em, request, act, transition: permitted(request, person, act, version), person, now };
    }),
  );
}

/** What is given, or why it is refused. */
export function orRefused<Given>(give: () => Given): Given | Refused {
  try {
    return give();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** The transition that a person may make of a request that is locked, in the version that they saw. */
function permitted(request: AccessRequest, person: Person, act: Act, version: number | null): Transition {
  if (!mayRead(request, person)) return refuseUnknown();
  const answer = permit(situationOf(request), person, act);
  if (answer === 'NOT_FOUND') return refuseUnknown();
  if (version !== null && version !== request.version) {
    return refuse('STALE_VERSION', 'A solicitação mudou enquanto você trabalhava nela. Veja como está agora.', [
      'version',
    ]);
  }
  return typeof answer === 'string' ? refuse('NOT_ALLOWED', REFUSALS[answer]) : answer;
}

/** What moves, and who moves it: a person, or a rule, which is nobody. */
export type Moved = Omit<Opened<MovingAct>, 'person'> & { person: ActorMark };

/** Makes the transition: state, version, history, audit record and event. */
export function move(moved: Moved, words: { message?: string | null; reasons?: Reason[] } = {}): void {
  const { em, request, act, transition, person, now } = moved;
  request.state = transition.to;
  saved(moved);
  record(em, request, {
    at: now,
    actor: { id: person.id, name: person.name },
    action: act,
    from: transition.from,
    to: transition.to,
    ...words,
  });
}

/** Counts the version up. */
export function saved({ request, now }: Pick<Opened, 'request' | 'now'>): void {
  request.version += 1;
  request.updatedAt = now;
}

/** Ends the claim, and remembers whose it was. */
export function endClaim(request: AccessRequest): void {
  if (request.reviewerId !== null) {
    request.previousReviewer = { id: request.reviewerId, name: request.reviewerName ?? '' };
  }
  request.reviewerId = null;
  request.reviewerName = null;
}

/** What the table of transitions looks at in a request. */
export function situationOf(request: AccessRequest): Situation {
  return {
    state: request.state,
    portfolio: request.portfolio,
    members: request.members,
    reviewerId: request.reviewerId,
    approvedBy: request.approvals.map(({ id }) => id),
    fourEyes: request.rules?.fourEyes ?? false,
  };
}

/** What the table looks at in a person, for what is shown to them: not who they are beyond what the situation names. */
export function standingIn({ members, reviewerId, approvedBy }: Situation, person: Person): Actor {
  const { roles, assuranceLevel, portfolios } = person;
  const id = idAmong(person, [...Object.keys(members), reviewerId, ...approvedBy]) ?? '';
  return { id, roles, assuranceLevel, portfolios };
}

/** Refuses what is said of a request that is not there, or not theirs to know. */
export function refuseUnknown(): never {
  return refuse('NOT_FOUND', 'Não encontramos esta solicitação. Ela pode ser de outra equipe.', ['id']);
}

const REFUSALS: Record<Exclude<Refusal, 'NOT_FOUND'>, string> = {
  WRONG_STATE: 'Isso não pode ser feito na situação atual da solicitação.',
  TEAM_ROLE: 'O seu papel na equipe não permite isso. Peça a quem é gestor da equipe.',
  OWN_REQUEST: 'Você não pode analisar uma solicitação da sua equipe.',
  OTHER_PORTFOLIO: 'Você analisa solicitações de outros portfólios. Peça a quem analisa este, ou à coordenação.',
  OTHER_CLAIM: 'Outra pessoa está analisando esta solicitação.',
  ACCOUNT_LEVEL: 'Para enviar, é preciso entrar com uma conta gov.br prata ou ouro. O rascunho está salvo.',
  APPROVED_BEFORE: 'Você já aprovou esta solicitação. A segunda aprovação é de outra pessoa.',
};
