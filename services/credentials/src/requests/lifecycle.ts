import {
  type AccessRequestAction,
  type AccessRequestState,
  type AssuranceLevel,
  isOnlyReviewers,
  type Permission,
  type Role,
  rolesMay,
  type TeamAct,
  teamMay,
} from '@portal/domain';
import type { Members } from '../teams/members.ts';

/** What can be done with a request that exists. ASSESS marks the checklist and leaves no trace in the history. */
export type Act = Exclude<AccessRequestAction, 'CREATE' | 'ERASE_EVIDENCE' | 'REFUSE_EVIDENCE' | 'TRANSFER'> | 'ASSESS';

/**
 * TEAM is one of its team, as far as their role allows the act; OTHER_REVIEWER is a reviewer who is not of it; HOLDER is the
 * reviewer who claimed it; MOVER and RELEASER, not of it either, may do so with anybody's claim; RULE is nobody: the
 * portfolio's rule.
 */
export type Who = 'TEAM' | 'OTHER_REVIEWER' | 'HOLDER' | 'MOVER' | 'RELEASER' | 'RULE';

/** Chooses between two transitions of one act: a first approval of two leads elsewhere than the last one. */
export type Guard = 'FIRST_OF_TWO' | 'LAST_APPROVAL';

/** What must hold beyond state and person. */
export type Condition = 'SILVER_OR_GOLD' | 'OTHER_APPROVER';

/** One row of the table: in this state, this act, by one of these, leads there. */
export interface Transition {
  from: AccessRequestState;
  act: Act;
  to: AccessRequestState;
  who: readonly Who[];
  when?: Guard;
  must?: Condition;
}

/** The whole life of a request, the same in both environments. Everything that asks "may they?" reads this. */
export const lifecycle: readonly Transition[] = [
  { from: 'DRAFT', act: 'EDIT', to: 'DRAFT', who: ['TEAM'] },
  { from: 'DRAFT', act: 'ATTACH_EVIDENCE', to: 'DRAFT', who: ['TEAM'] },
  { from: 'DRAFT', act: 'REMOVE_EVIDENCE', to: 'DRAFT', who: ['TEAM'] },
  { from: 'DRAFT', act: 'SUBMIT', to: 'SUBMITTED', who: ['TEAM'], must: 'SILVER_OR_GOLD' },
  { from: 'DRAFT', act: 'CANCEL', to: 'CANCELLED', who: ['TEAM'] },

  { from: 'SUBMITTED', act: 'CLAIM', to: 'IN_REVIEW', who: ['OTHER_REVIEWER'] },
  { from: 'SUBMITTED', act: 'HAND_OVER', to: 'IN_REVIEW', who: ['MOVER'] },
  { from: 'SUBMITTED', act: 'APPROVE', to: 'APPROVED', who: ['RULE'] },
  { from: 'SUBMITTED', act: 'CANCEL', to: 'CANCELLED', who: ['TEAM'] },

  { from: 'IN_REVIEW', act: 'RELEASE', to: 'SUBMITTED', who: ['HOLDER', 'RELEASER'] },
  { from: 'IN_REVIEW', act: 'HAND_OVER', to: 'IN_REVIEW', who: ['HOLDER', 'MOVER'] },
  { from: 'IN_REVIEW', act: 'ASSESS', to: 'IN_REVIEW', who: ['HOLDER'] },
  { from: 'IN_REVIEW', act: 'REQUEST_CHANGES', to: 'CHANGES_REQUESTED', who: ['HOLDER'] },
  {
    from: 'IN_REVIEW',
    act: 'APPROVE',
    to: 'SUBMITTED',
    who: ['HOLDER'],
    when: 'FIRST_OF_TWO',
  },
  {
    from: 'IN_REVIEW',
    act: 'APPROVE',
    to: 'APPROVED',
    who: ['HOLDER'],
    when: 'LAST_APPROVAL',
    must: 'OTHER_APPROVER',
  },
  { from: 'IN_REVIEW', act: 'REJECT', to: 'REJECTED', who: ['HOLDER'] },
  { from: 'IN_REVIEW', act: 'CANCEL', to: 'CANCELLED', who: ['TEAM'] },

  { from: 'CHANGES_REQUESTED', act: 'EDIT', to: 'CHANGES_REQUESTED', who: ['TEAM'] },
  { from: 'CHANGES_REQUESTED', act: 'ATTACH_EVIDENCE', to: 'CHANGES_REQUESTED', who: ['TEAM'] },
  { from: 'CHANGES_REQUESTED', act: 'REMOVE_EVIDENCE', to: 'CHANGES_REQUESTED', who: ['TEAM'] },
  { from: 'CHANGES_REQUESTED', act: 'SUBMIT', to: 'SUBMITTED', who: ['TEAM'], must: 'SILVER_OR_GOLD' },
  { from: 'CHANGES_REQUESTED', act: 'CANCEL', to: 'CANCELLED', who: ['TEAM'] },
];

/** What the table looks at in a request. */
export interface Situation {
  state: AccessRequestState;
  portfolio: string;
  members: Members;
  /** Who claimed it, while it is IN_REVIEW. */
  reviewerId: string | null;
  /** People who approved the present submission. */
  approvedBy: readonly string[];
  /** Whether the rules copied in at submit ask for two approvals. */
  fourEyes: boolean;
}

/** What the table looks at in a person. */
export interface Actor {
  id: string;
  roles: readonly Role[];
  assuranceLevel: AssuranceLevel;
  /** Where they review; null for everywhere. */
  portfolios: readonly string[] | null;
}

/** Why an act is refused. NOT_FOUND: a team's act on another's request. */
export type Refusal =
  | 'NOT_FOUND'
  | 'TEAM_ROLE'
  | 'WRONG_STATE'
  | 'OWN_REQUEST'
  | 'OTHER_PORTFOLIO'
  | 'OTHER_CLAIM'
  | 'ACCOUNT_LEVEL'
  | 'APPROVED_BEFORE';

/** Looks the act up: the transition to make, or why not. */
export function permit(situation: Situation, actor: Actor, act: Act, table = lifecycle): Transition | Refusal {
  const ofAct = table.filter((row) => row.act === act && !isOfRule(row));
  const role = situation.members[actor.id] ?? null;
  if (role === null && ofAct.every((row) => row.who.every((who) => who === 'TEAM'))) return 'NOT_FOUND';
  if (role !== null && ofAct.every((row) => !row.who.includes('TEAM') && !isOneOf(row.who, situation, actor))) {
    return 'OWN_REQUEST';
  }
  const here = ofAct.filter((row) => row.from === situation.state);
  if (here.length === 0) return 'WRONG_STATE';
  const theirs = here.filter((row) => isOneOf(row.who, situation, actor));
  const row = theirs.find(({ when }) => when === undefined || when === guardOf(situation));
  if (!row) return isBoundElsewhere(situation, actor) ? 'OTHER_PORTFOLIO' : 'OTHER_CLAIM';
  if (isOfTeam(row) && !teamMay(role, teamActOf(row))) return 'TEAM_ROLE';
  return unmet(row, situation, actor) ?? row;
}

/** The transition of an act, whoever may do it. */
export function transitionOf(from: AccessRequestState, act: Act): Transition {
  const row = lifecycle.find((one) => one.from === from && one.act === act);
  if (!row) throw new Error(`${act} does nothing to what is ${from}`);
  return row;
}

/** The transition that the portfolio's rule makes of a request that was just submitted. */
export function permitRule({ state }: Pick<Situation, 'state'>, table = lifecycle): Transition {
  const row = table.find((one) => isOfRule(one) && one.from === state);
  if (!row) throw new Error(`a rule does nothing to what is ${state}`);
  return row;
}

function isOfTeam({ who }: Transition): boolean {
  return who.includes('TEAM');
}

/** What the policy of teams calls the act of a row: to give up what was never sent is part of the work on it. */
function teamActOf({ act, from }: Transition): TeamAct {
  if (act === 'CANCEL') return from === 'DRAFT' ? 'EDIT' : 'CANCEL_SUBMITTED';
  return act as TeamAct;
}

/** No person does what a rule does. */
function isOfRule({ who }: Transition): boolean {
  return who.includes('RULE');
}

/** Acts that the person may do now, in the table's order: what `allowedActions` shows. */
export function allowedActs(situation: Situation, actor: Actor, table = lifecycle): Act[] {
  const acts = new Set(table.filter(({ from }) => from === situation.state).map(({ act }) => act));
  return [...acts].filter((act) => typeof permit(situation, actor, act, table) === 'object');
}

function isOneOf(who: readonly Who[], situation: Situation, actor: Actor): boolean {
  return who.some((one) => IS[one](situation, actor));
}

/** For the Ministry acts nobody who is of the team. */
function isOutside({ members }: Situation, { id }: Actor): boolean {
  return !Object.hasOwn(members, id);
}

function isBoundElsewhere({ portfolio }: Situation, { portfolios }: Actor): boolean {
  return portfolios !== null && !portfolios.includes(portfolio);
}

/** For the Ministry, on what is no team's of theirs: as a reviewer only in the portfolios that they are bound to. */
function mayFor(situation: Situation, actor: Actor, permission: Permission): boolean {
  if (!isOutside(situation, actor) || !rolesMay(actor.roles, permission)) return false;
  return !isBoundElsewhere(situation, actor) || !isOnlyReviewers(actor.roles, permission);
}

const IS: Record<Who, (situation: Situation, actor: Actor) => boolean> = {
  TEAM: ({ members }, { id }) => Object.hasOwn(members, id),
  OTHER_REVIEWER: (situation, actor) => mayFor(situation, actor, 'CLAIM'),
  HOLDER: (situation, actor) => situation.reviewerId === actor.id && mayFor(situation, actor, 'DECIDE'),
  MOVER: (situation, actor) => mayFor(situation, actor, 'MOVE_CLAIMS'),
  RELEASER: (situation, actor) => mayFor(situation, actor, 'RELEASE_CLAIMS'),
  RULE: () => false,
};

function guardOf({ fourEyes, approvedBy }: Situation): Guard {
  return fourEyes && approvedBy.length === 0 ? 'FIRST_OF_TWO' : 'LAST_APPROVAL';
}

function unmet({ must }: Transition, situation: Situation, actor: Actor): Refusal | null {
  if (must === 'SILVER_OR_GOLD' && actor.assuranceLevel === 'BRONZE') return 'ACCOUNT_LEVEL';
  if (must === 'OTHER_APPROVER' && situation.approvedBy.includes(actor.id)) return 'APPROVED_BEFORE';
  return null;
}
