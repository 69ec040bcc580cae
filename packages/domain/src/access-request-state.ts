import type { EnumDescription } from './enum-description.ts';

/** Where a request for access stands. */
export const AccessRequestState = {
  DRAFT: 'DRAFT',
  SUBMITTED: 'SUBMITTED',
  IN_REVIEW: 'IN_REVIEW',
  CHANGES_REQUESTED: 'CHANGES_REQUESTED',
  APPROVED: 'APPROVED',
  REJECTED: 'REJECTED',
  CANCELLED: 'CANCELLED',
} as const;

/** Where a request for access stands. */
export type AccessRequestState = keyof typeof AccessRequestState;

/** Its words in the API. */
export const ACCESS_REQUEST_STATE_ENUM: EnumDescription<AccessRequestState> = {
  name: 'AccessRequestState',
  description: 'Where a request for access stands.',
  valuesConfig: {
    DRAFT: { description: 'Being written by its owner.' },
    SUBMITTED: { description: 'In the queue, waiting for a reviewer.' },
    IN_REVIEW: { description: 'Claimed by a reviewer.' },
    CHANGES_REQUESTED: { description: 'Back with its owner, who is to mend it and submit again.' },
    APPROVED: { description: 'Granted; a credential was issued. Final.' },
    REJECTED: { description: 'Refused, with reasons. Final.' },
    CANCELLED: { description: 'Given up by its owner. Final.' },
  },
};
