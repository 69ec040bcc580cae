import type { EnumDescription } from './enum-description.ts';
import type { Role } from './person.ts';

/** What may be done for the Ministry. */
export const Permission = {
  READ_REQUESTS: 'READ_REQUESTS',
  CLAIM: 'CLAIM',
  DECIDE: 'DECIDE',
  WRITE: 'WRITE',
  REVIEW_RUNS: 'REVIEW_RUNS',
  HAND_OVER: 'HAND_OVER',
  MOVE_CLAIMS: 'MOVE_CLAIMS',
  RELEASE_CLAIMS: 'RELEASE_CLAIMS',
  READ_PANEL: 'READ_PANEL',
  READ_LOAD: 'READ_LOAD',
  READ_CREDENTIALS: 'READ_CREDENTIALS',
  ADMINISTER_CREDENTIALS: 'ADMINISTER_CREDENTIALS',
  READ_CONTENT: 'READ_CONTENT',
  READ_ADMINISTRATION: 'READ_ADMINISTRATION',
  ADMINISTER: 'ADMINISTER',
} as const;

/** What may be done for the Ministry. */
export type Permission = keyof typeof Permission;

/** Its words in the API. */
export const PERMISSION_ENUM: EnumDescription<Permission> = {
  name: 'Permission',
  description:
    'What may be done for the Ministry. On requests and credentials of a team of theirs nobody does any of it.',
  valuesConfig: {
    READ_REQUESTS: { description: 'Read what was submitted, with evidence, conversation, runs and history.' },
    CLAIM: { description: 'Take a request out of the queue.' },
    DECIDE: { description: 'Mark the checklist and decide, on what one holds.' },
    WRITE: { description: 'Write to applicants, and ask about conformance.' },
    REVIEW_RUNS: { description: 'Propose and confirm other outcomes in conformance runs.' },
    HAND_OVER: { description: 'Hand what one holds to a colleague.' },
    MOVE_CLAIMS: { description: 'Hand to a reviewer what waits, or what anybody holds.' },
    RELEASE_CLAIMS: { description: 'Put back into the queue what anybody holds.' },
    READ_PANEL: { description: 'Read how the analysis goes.' },
    READ_LOAD: { description: 'Read what each reviewer holds and answered.' },
    READ_CREDENTIALS: { description: 'Find and read any credential.' },
    ADMINISTER_CREDENTIALS: { description: 'Suspend, reinstate and revoke any credential.' },
    READ_CONTENT: {
      description: 'Read what portfolios say, and the rules of the review, with drafts and former versions.',
    },
    READ_ADMINISTRATION: {
      description: 'Read what is administered, with drafts and former versions, and the log of acts.',
    },
    ADMINISTER: {
      description:
        'Change what is administered: templates of replies, what portfolios say, rules of the review, who has which role.',
    },
  },
};

/** Who may do what for the Ministry; everything that asks for a role asks this. A person of two roles may do what either may. */
export const MAY: Readonly<Record<Permission, readonly Role[]>> = {
  READ_REQUESTS: ['REVIEWER', 'MANAGER', 'AUDITOR', 'ADMIN'],
  CLAIM: ['REVIEWER'],
  DECIDE: ['REVIEWER'],
  WRITE: ['REVIEWER'],
  REVIEW_RUNS: ['REVIEWER'],
  HAND_OVER: ['REVIEWER'],
  MOVE_CLAIMS: ['MANAGER'],
  RELEASE_CLAIMS: ['MANAGER', 'ADMIN'],
  READ_PANEL: ['REVIEWER', 'MANAGER', 'AUDITOR', 'ADMIN'],
  READ_LOAD: ['MANAGER', 'AUDITOR', 'ADMIN'],
  READ_CREDENTIALS: ['AUDITOR', 'ADMIN'],
  ADMINISTER_CREDENTIALS: ['ADMIN'],
  READ_CONTENT: ['MANAGER', 'AUDITOR', 'ADMIN'],
  READ_ADMINISTRATION: ['AUDITOR', 'ADMIN'],
  ADMINISTER: ['ADMIN'],
};

/** Whether one of the roles may. */
export function rolesMay(roles: readonly Role[], permission: Permission): boolean {
  return MAY[permission].some((role) => roles.includes(role));
}

/** Whether ADMIN alone may do it: of that a second factor is asked, where the installation says so. */
export function asksSecondFactor(permission: Permission): boolean {
  return MAY[permission].every((role) => role === 'ADMIN');
}

/** Whether who has these roles may do it as a REVIEWER alone: then in the portfolios that they are bound to, and in no other. */
export function isOnlyReviewers(roles: readonly Role[], permission: Permission): boolean {
  return !rolesMay(
    roles.filter((role) => role !== 'REVIEWER'),
    permission,
  );
}

/** All that people of these roles may do for the Ministry. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return Object.values(Permission).filter((permission) => rolesMay(roles, permission));
}
