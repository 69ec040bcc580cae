import type { EnumDescription } from './enum-description.ts';

/** What the reviewers' queue can be ordered by. */
export const ReviewQueueOrder = {
  DUE_FIRST: 'DUE_FIRST',
  DUE_LAST: 'DUE_LAST',
  SUBMITTED_FIRST: 'SUBMITTED_FIRST',
  SUBMITTED_LAST: 'SUBMITTED_LAST',
} as const;
export type ReviewQueueOrder = keyof typeof ReviewQueueOrder;

export const REVIEW_QUEUE_ORDER_ENUM: EnumDescription<ReviewQueueOrder> = {
  name: 'ReviewQueueOrder',
  description: "What the reviewers' queue is ordered by.",
  valuesConfig: {
    DUE_FIRST: { description: 'The nearest deadline first.' },
    DUE_LAST: { description: 'The farthest deadline first.' },
    SUBMITTED_FIRST: { description: 'What was submitted longest ago first.' },
    SUBMITTED_LAST: { description: 'What was submitted last first.' },
  },
};
