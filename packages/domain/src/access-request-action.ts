import type { EnumDescription } from './enum-description.ts';

/** What may be done to a request for access. */
export const AccessRequestAction = {
  CREATE: 'CREATE',
  EDIT: 'EDIT',
  SUBMIT: 'SUBMIT',
  CANCEL: 'CANCEL',
  CLAIM: 'CLAIM',
  RELEASE: 'RELEASE',
  HAND_OVER: 'HAND_OVER',
  REQUEST_CHANGES: 'REQUEST_CHANGES',
  APPROVE: 'APPROVE',
  REJECT: 'REJECT',
  ATTACH_EVIDENCE: 'ATTACH_EVIDENCE',
  REMOVE_EVIDENCE: 'REMOVE_EVIDENCE',
  ERASE_EVIDENCE: 'ERASE_EVIDENCE',
  REFUSE_EVIDENCE: 'REFUSE_EVIDENCE',
  TRANSFER: 'TRANSFER',
} as const;

/** What may be done to a request for access. */
export type AccessRequestAction = keyof typeof AccessRequestAction;

/** Its words in the API. */
export const ACCESS_REQUEST_ACTION_ENUM: EnumDescription<AccessRequestAction> = {
  name: 'AccessRequestAction',
  description: 'What may be done to a request for access.',
  valuesConfig: {
    CREATE: { description: 'Start a draft.' },
    EDIT: { description: 'Change its fields; stands only in allowedActions.' },
    SUBMIT: { description: 'Send it to be reviewed.' },
    CANCEL: { description: 'Give it up.' },
    CLAIM: { description: 'Take it out of the queue to review it.' },
    RELEASE: { description: 'Put it back into the queue.' },
    HAND_OVER: { description: 'Give it to a reviewer, who holds it from then on.' },
    REQUEST_CHANGES: { description: 'Send it back to its owner with reasons.' },
    APPROVE: { description: 'Grant it.' },
    REJECT: { description: 'Refuse it with reasons.' },
    ATTACH_EVIDENCE: { description: 'Add a piece of evidence.' },
    REMOVE_EVIDENCE: { description: 'Take a piece of evidence away.' },
    ERASE_EVIDENCE: { description: 'Erase evidence that shows personal data; done by the system.' },
    REFUSE_EVIDENCE: { description: 'Delete evidence that the antivirus refused; done by the system.' },
    TRANSFER: {
      description: 'Give it to another team of the establishment, with all of its system; stands only in the history.',
    },
  },
};
