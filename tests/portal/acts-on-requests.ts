import type { AccessRequestState } from '@portal/domain';

/** Who looks at a request: the owner is the GESTOR of a team of one, the holder the reviewer who claimed it. */
export type Who = 'owner' | 'stranger' | 'holder' | 'reviewer' | 'manager' | 'auditor' | 'admin';
/** What comes of an act: it is done, or refused with that code. */
export type Outcome = 'done' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'FORBIDDEN';

/** The states of a request. */
export const STATES = [
  'DRAFT',
  'SUBMITTED',
  'IN_REVIEW',
  'CHANGES_REQUESTED',
  'APPROVED',
  'REJECTED',
  'CANCELLED',
] as const;
const EDITABLE = ['DRAFT', 'CHANGES_REQUESTED'];
const OPEN = ['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED'];
const REVIEWERS: Who[] = ['holder', 'reviewer'];

/** Each act on a request: who, from where; `role` names who has the role at all. */
export const ACTS: Record<string, { who: Who[]; from: readonly string[]; role?: Who[] }> = {
  EDIT: { who: ['owner'], from: EDITABLE },
  ATTACH_EVIDENCE: { who: ['owner'], from: EDITABLE },
  REMOVE_EVIDENCE: { who: ['owner'], from: EDITABLE },
  SUBMIT: { who: ['owner'], from: EDITABLE },
  CANCEL: { who: ['owner'], from: OPEN },
  CLAIM: { who: REVIEWERS, from: ['SUBMITTED'], role: REVIEWERS },
  RELEASE: {
    who: ['holder', 'manager', 'admin'],
    from: ['IN_REVIEW'],
    role: [...REVIEWERS, 'manager', 'admin'],
  },
  HAND_OVER: { who: ['holder', 'manager'], from: ['IN_REVIEW'], role: [...REVIEWERS, 'manager'] },
  REQUEST_CHANGES: { who: ['holder'], from: ['IN_REVIEW'], role: REVIEWERS },
  APPROVE: { who: ['holder'], from: ['IN_REVIEW'], role: REVIEWERS },
  REJECT: { who: ['holder'], from: ['IN_REVIEW'], role: REVIEWERS },
};

/** All of them. */
export const PEOPLE: Who[] = ['owner', 'stranger', 'holder', 'reviewer', 'manager', 'auditor', 'admin'];

/** Whether a request is there for somebody: a draft and what was given up are the team's alone. */
export function reads(who: Who, state: AccessRequestState): boolean {
  return who === 'owner' || (who !== 'stranger' && state !== 'DRAFT' && state !== 'CANCELLED');
}

/** What comes of an act by somebody on a request in that state. */
export function expected(action: string, who: Who, state: AccessRequestState): Outcome {
  const { who: allowed = [], from = [], role } = ACTS[action] ?? {};
  if (role && !role.includes(who)) return 'FORBIDDEN';
  if (allowed.includes(who) && from.includes(state)) return 'done';
  // Who leads the work gives out what waits as well.
  if (action === 'HAND_OVER' && who === 'manager' && state === 'SUBMITTED') return 'done';
  // To who may not read it, and for what only an owner does to all others, the request does not exist.
  return reads(who, state) && (role || who === 'owner') ? 'NOT_ALLOWED' : 'NOT_FOUND';
}
