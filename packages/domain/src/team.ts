import type { CredentialAction } from './credential-action.ts';
import type { EnumDescription } from './enum-description.ts';

/** What a person is in a team (Equipe), which acts for one establishment. */
export const TeamRole = {
  GESTOR: 'GESTOR',
  INTEGRADOR: 'INTEGRADOR',
  LEITURA: 'LEITURA',
} as const;

/** What a person is in a team (Equipe), which acts for one establishment. */
export type TeamRole = keyof typeof TeamRole;

/** Its words in the API. */
export const TEAM_ROLE_ENUM: EnumDescription<TeamRole> = {
  name: 'TeamRole',
  description: 'What a person is in a team (Equipe), which acts for one establishment.',
  valuesConfig: {
    GESTOR: {
      description: 'Does everything, revokes and gives up what was submitted, and says who else is in the team.',
    },
    INTEGRADOR: { description: 'Prepares and submits requests, tests, draws secrets, changes certificates, suspends.' },
    LEITURA: { description: 'Reads, and changes nothing.' },
  },
};

/** How far an invitation to a team has come. */
export const TeamInvitationState = {
  SENT: 'SENT',
  ACCEPTED: 'ACCEPTED',
  EXPIRED: 'EXPIRED',
} as const;

/** How far an invitation to a team has come. */
export type TeamInvitationState = keyof typeof TeamInvitationState;

/** Its words in the API. */
export const TEAM_INVITATION_STATE_ENUM: EnumDescription<TeamInvitationState> = {
  name: 'TeamInvitationState',
  description: 'How far an invitation to a team has come.',
  valuesConfig: {
    SENT: { description: 'Nobody accepted it yet.' },
    ACCEPTED: { description: 'Somebody accepted it, and reads nothing until a GESTOR confirms them.' },
    EXPIRED: { description: 'Nobody accepted it in time; it can be sent again.' },
  },
};

/** How many days an invitation can be accepted for. */
export const TEAM_INVITATION_DAYS = 14;

/** How many days an offer to take a credential over can be accepted for. */
export const TRANSFER_OFFER_DAYS = 14;

/** How many people a team may have, those invited included. */
export const TEAM_MOST_PEOPLE = 50;

/** What is done for a team. */
export type TeamAct =
  | 'READ'
  | 'CREATE'
  | 'EDIT'
  | 'ATTACH_EVIDENCE'
  | 'REMOVE_EVIDENCE'
  | 'WRITE_MESSAGE'
  | 'RUN_CONFORMANCE'
  | 'SUBMIT'
  | 'CANCEL_SUBMITTED'
  | 'HEAR_BY_WEBHOOK'
  | 'MANAGE_WEBHOOKS'
  | 'MANAGE_TOKENS'
  | 'MANAGE_MEMBERS'
  | 'ACCEPT_TRANSFER'
  | CredentialAction;

const ALL: readonly TeamRole[] = ['GESTOR', 'INTEGRADOR', 'LEITURA'];
const WHO_WORK: readonly TeamRole[] = ['GESTOR', 'INTEGRADOR'];
const WHO_ANSWER: readonly TeamRole[] = ['GESTOR'];

/** Who of a team may do what: every service and page asks this table, and none decides by itself. */
export const TEAM_POLICY: Readonly<Record<TeamAct, readonly TeamRole[]>> = {
  READ: ALL,
  CREATE: WHO_WORK,
  EDIT: WHO_WORK,
  ATTACH_EVIDENCE: WHO_WORK,
  REMOVE_EVIDENCE: WHO_WORK,
  WRITE_MESSAGE: WHO_WORK,
  RUN_CONFORMANCE: WHO_WORK,
  SUBMIT: WHO_WORK,
  REQUEST_PRODUCTION: WHO_WORK,
  REQUEST_ALTERATION: WHO_WORK,
  ROTATE_SECRET: WHO_WORK,
  CHANGE_CERTIFICATE: WHO_WORK,
  SUSPEND: WHO_WORK,
  REINSTATE: WHO_WORK,
  REVOKE: WHO_ANSWER,
  OFFER_TRANSFER: WHO_ANSWER,
  WITHDRAW_TRANSFER: WHO_ANSWER,
  ACCEPT_TRANSFER: WHO_ANSWER,
  CANCEL_SUBMITTED: WHO_ANSWER,
  HEAR_BY_WEBHOOK: WHO_ANSWER,
  MANAGE_WEBHOOKS: WHO_ANSWER,
  MANAGE_TOKENS: WHO_ANSWER,
  MANAGE_MEMBERS: WHO_ANSWER,
};

/** Whether somebody of that role may; null is nobody of the team. */
export function teamMay(role: TeamRole | null, act: TeamAct): boolean {
  return role !== null && TEAM_POLICY[act].includes(role);
}
