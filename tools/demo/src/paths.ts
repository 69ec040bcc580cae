/** What is done in the course of a request; `attach` and `mend` of production are files. */
export type Act =
  | 'create'
  | 'fill'
  | 'fillSome'
  | 'attach'
  | 'submit'
  | 'claim'
  | 'release'
  | 'assess'
  | 'requestChanges'
  | 'mend'
  | 'approve'
  | 'reject'
  | 'cancel';

const SENT: Act[] = ['create', 'fill', 'submit'];
const RETURNED: Act[] = [...SENT, 'claim', 'assess', 'requestChanges'];
const SENT_AGAIN: Act[] = [...RETURNED, 'mend', 'submit'];

/** How far a request has come, as acts in order. In a production request the stage `fill` is evidence. */
export const PATHS = {
  empty: ['create'],
  draft: ['create', 'fillSome'],
  submitted: SENT,
  inReview: [...SENT, 'claim', 'assess'],
  released: [...SENT, 'claim', 'release'],
  changesRequested: RETURNED,
  mending: [...RETURNED, 'mend'],
  submittedAgain: SENT_AGAIN,
  approved: [...SENT, 'claim', 'assess', 'approve'],
  approvedAtSecond: [...SENT_AGAIN, 'claim', 'assess', 'approve'],
  rejected: [...SENT, 'claim', 'assess', 'reject'],
  cancelled: ['create', 'fillSome', 'cancel'],
  cancelledInQueue: [...SENT, 'cancel'],
} satisfies Record<string, Act[]>;

/** The name of a path. */
export type PathName = keyof typeof PATHS;

/** Hours that pass before an act, at least and at most. */
export const HOURS_BEFORE: Record<Act, [number, number]> = {
  create: [0, 0.01],
  fill: [0.3, 2],
  fillSome: [0.2, 0.6],
  attach: [0.1, 0.5],
  submit: [0.2, 1],
  claim: [3, 30],
  release: [1, 3],
  assess: [0.3, 1],
  requestChanges: [0.2, 1],
  mend: [4, 24],
  approve: [0.2, 1],
  reject: [0.2, 1],
  cancel: [1, 8],
};
