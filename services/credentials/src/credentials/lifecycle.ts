import {
  type CredentialAction,
  type CredentialState,
  type Environment,
  type Role,
  rolesMay,
  teamMay,
} from '@portal/domain';
import type { Members } from '../teams/members.ts';

/** Who may act: one of its team, as far as their role allows it, an administrator of the Ministry, or the system by its own token. */
export type Who = 'TEAM' | 'ADMIN' | 'SYSTEM';

/** What must hold beyond state and person. */
export type Condition =
  | 'BOUND_TO_CERTIFICATE'
  | 'CERTIFICATE_NAMES_HOLDER'
  | 'CERTIFICATE_REVOKED'
  | 'CERTIFICATE_NOT_REVOKED'
  | 'NOT_SUSPENDED_BY_MINISTRY'
  | 'SUSPENDED_BY_TEAM'
  | 'HOMOLOGATION'
  | 'PRODUCTION_OFFERED'
  | 'NO_OPEN_PRODUCTION_REQUEST'
  | 'NO_OPEN_ALTERATION'
  | 'TRANSFER_OFFERED';

/** One row of the table: in this state, this action, by one of these, leads there. */
export interface Transition {
  from: CredentialState;
  action: CredentialAction;
  to: CredentialState;
  /** For each who may do it, what must hold. */
  who: Partial<Record<Who, readonly Condition[]>>;
}

/** The whole life of a credential. It also becomes EXPIRED by itself, at `expiresAt`. Whatever asks "may they?" reads this. */
export const lifecycle: readonly Transition[] = [
  { from: 'ACTIVE', action: 'ROTATE_SECRET', to: 'ACTIVE', who: { TEAM: [], SYSTEM: [] } },
  {
    from: 'ACTIVE',
    action: 'REQUEST_PRODUCTION',
    to: 'ACTIVE',
    who: { TEAM: ['HOMOLOGATION', 'PRODUCTION_OFFERED', 'NO_OPEN_PRODUCTION_REQUEST'] },
  },
  { from: 'ACTIVE', action: 'REQUEST_ALTERATION', to: 'ACTIVE', who: { TEAM: ['NO_OPEN_ALTERATION'] } },
  {
    from: 'ACTIVE',
    action: 'CHANGE_CERTIFICATE',
    to: 'ACTIVE',
    // Without a holder none can be held against the new one's: a reviewer took it, and a reviewer takes the next.
    who: { TEAM: ['BOUND_TO_CERTIFICATE', 'CERTIFICATE_NAMES_HOLDER'] },
  },
  // Suspended because its certificate was revoked, it needs another before it is good again.
  {
    from: 'SUSPENDED',
    action: 'CHANGE_CERTIFICATE',
    to: 'SUSPENDED',
    who: { TEAM: ['BOUND_TO_CERTIFICATE', 'CERTIFICATE_REVOKED', 'CERTIFICATE_NAMES_HOLDER'] },
  },
  { from: 'ACTIVE', action: 'SUSPEND', to: 'SUSPENDED', who: { TEAM: [], ADMIN: [] } },
  { from: 'ACTIVE', action: 'REVOKE', to: 'REVOKED', who: { TEAM: [], ADMIN: [] } },
  { from: 'ACTIVE', action: 'OFFER_TRANSFER', to: 'ACTIVE', who: { TEAM: [] } },
  { from: 'ACTIVE', action: 'WITHDRAW_TRANSFER', to: 'ACTIVE', who: { TEAM: ['TRANSFER_OFFERED'] } },
  { from: 'SUSPENDED', action: 'OFFER_TRANSFER', to: 'SUSPENDED', who: { TEAM: [] } },
  { from: 'SUSPENDED', action: 'WITHDRAW_TRANSFER', to: 'SUSPENDED', who: { TEAM: ['TRANSFER_OFFERED'] } },
  // What its team suspended the Ministry suspends in its turn: from then on the Ministry alone reinstates it.
  { from: 'SUSPENDED', action: 'SUSPEND', to: 'SUSPENDED', who: { ADMIN: ['SUSPENDED_BY_TEAM'] } },
  {
    from: 'SUSPENDED',
    action: 'REINSTATE',
    to: 'ACTIVE',
    who: { TEAM: ['NOT_SUSPENDED_BY_MINISTRY', 'CERTIFICATE_NOT_REVOKED'], ADMIN: ['CERTIFICATE_NOT_REVOKED'] },
  },
  { from: 'SUSPENDED', action: 'REVOKE', to: 'REVOKED', who: { TEAM: [], ADMIN: [] } },
];

/** What is stored of a credential's state. */
export interface StoredState {
  state: CredentialState;
  expiresAt: Date;
}

/** The state at a moment: what is past its end is EXPIRED at once, whether or not that was written yet. */
export function stateAt({ state, expiresAt }: StoredState, now: Date): CredentialState {
  const canExpire = state === 'ACTIVE' || state === 'SUSPENDED';
  return canExpire && expiresAt <= now ? 'EXPIRED' : state;
}

/** What the table looks at in a credential. */
export interface Situation extends StoredState {
  members: Members;
  environment: Environment;
  suspendedByMinistry: boolean;
  hasCertificate: boolean;
  /** Whether the certificate says whose it is. */
  certificateNamesHolder: boolean;
  /** Whether its authority revoked it. */
  certificateRevoked: boolean;
  /** Whether its portfolio has a production environment. */
  productionOffered: boolean;
  hasOpenProductionRequest: boolean;
  /** Whether a request to alter it is open. */
  hasOpenAlteration: boolean;
  /** Whether it was offered to another team. */
  hasTransferOffer: boolean;
}

/** What the table looks at in who acts. */
export interface Actor {
  id: string;
  roles: readonly Role[];
  /** The system that the credential is for, by a token of its own. */
  isTheSystem?: boolean;
}

/** Why an action is refused. NOT_FOUND: the credential is not theirs to see. */
export type Refusal = 'NOT_FOUND' | 'WRONG_STATE' | 'TEAM_ONLY' | 'TEAM_ROLE' | Condition;

/** Looks the action up: the transition to make, or why not. */
export function permit(situation: Situation, actor: Actor, action: CredentialAction, now: Date): Transition | Refusal {
  const roles = rolesOf(situation, actor);
  if (roles.length === 0) return 'NOT_FOUND';
  if (roles.includes('TEAM') && !teamMay(situation.members[actor.id] ?? null, action)) {
    roles.splice(roles.indexOf('TEAM'), 1);
    if (roles.length === 0) return 'TEAM_ROLE';
  }
  if (!lifecycle.some((row) => row.action === action && roles.some((who) => row.who[who]))) return 'TEAM_ONLY';
  const state = stateAt(situation, now);
  const row = lifecycle.find((candidate) => candidate.from === state && candidate.action === action);
  if (!row) return 'WRONG_STATE';
  const unmet = roles.flatMap((who) => row.who[who] ?? []).filter((condition) => !holds(condition, situation));
  const mayOne = roles.some((who) => row.who[who]?.every((condition) => !unmet.includes(condition)));
  return mayOne ? row : (unmet[0] ?? 'WRONG_STATE');
}

/** What the person may do now, in the table's order: what `allowedActions` shows. */
export function allowedActions(situation: Situation, actor: Actor, now: Date): CredentialAction[] {
  const state = stateAt(situation, now);
  return lifecycle
    .filter(({ from, action }) => from === state && typeof permit(situation, actor, action, now) === 'object')
    .map(({ action }) => action);
}

function rolesOf({ members }: Situation, actor: Actor): Who[] {
  const roles: Who[] = [];
  // Nobody does for the Ministry what concerns a team of theirs.
  if (Object.hasOwn(members, actor.id)) roles.push('TEAM');
  else if (rolesMay(actor.roles, 'ADMINISTER_CREDENTIALS')) roles.push('ADMIN');
  if (actor.isTheSystem) roles.push('SYSTEM');
  return roles;
}

function holds(condition: Condition, situation: Situation): boolean {
  switch (condition) {
    case 'BOUND_TO_CERTIFICATE':
      return situation.hasCertificate;
    case 'CERTIFICATE_REVOKED':
      return situation.certificateRevoked;
    case 'CERTIFICATE_NOT_REVOKED':
      return !situation.certificateRevoked;
    case 'CERTIFICATE_NAMES_HOLDER':
      return situation.certificateNamesHolder;
    case 'NOT_SUSPENDED_BY_MINISTRY':
    case 'SUSPENDED_BY_TEAM':
      return !situation.suspendedByMinistry;
    case 'HOMOLOGATION':
      return situation.environment === 'HOMOLOGATION';
    case 'PRODUCTION_OFFERED':
      return situation.productionOffered;
    case 'NO_OPEN_PRODUCTION_REQUEST':
      return !situation.hasOpenProductionRequest;
    case 'NO_OPEN_ALTERATION':
      return !situation.hasOpenAlteration;
    case 'TRANSFER_OFFERED':
      return situation.hasTransferOffer;
  }
}
