import type { AccessRequestState, ReviewQueueOrder } from '@portal/domain';
import { type ClientCaller, type Person, reachOf } from '@portal/service-kit';

/** Whose list it is. */
export type Reader = Pick<Person, 'id'>;

/** A list of requests. */
export interface List {
  /** Names it, and its order, in its cursors. */
  name: string;
  /** Which requests are in it at all; `held` is read from each of the reader's teams by itself. */
  base: (() => object) | 'held';
  /** What it is ordered by, and then by id. */
  column: string;
  key: 'createdAt' | 'dueAt' | 'decidedAt' | 'submittedAt';
  order: 'asc' | 'desc';
  /** What the text is looked for in: reviewers search what was submitted, and who asked. */
  search: readonly string[];
  /** Whether it is looked for among the words of the requester's e-mail as well. */
  byEmail: boolean;
  /** The establishment's UF, of what its readers read. */
  uf: string;
  /** Null where only its team reads it: what was submitted is for all others. */
  brings: 'submitted' | null;
}

/** States in which the Ministry is to answer. */
export const IN_QUEUE: readonly AccessRequestState[] = ['SUBMITTED', 'IN_REVIEW'];

/** Who asked and who answers for the system, folded as texts are that are searched; an index is made of the very words. */
export const PEOPLE =
  "lower(f_unaccent((r.requester ->> 'name') || ' ' || coalesce(r.requester ->> 'email', '') || ' ' || coalesce(r.submitted #>> '{manager,name}', '')))";

const FOR_REVIEWERS = {
  search: ['r.submitted_search', PEOPLE],
  byEmail: true,
  uf: "r.submitted #>> '{establishment,uf}'",
  brings: 'submitted',
} as const;

const QUEUE = { base: () => ({ state: { $in: IN_QUEUE } }), ...FOR_REVIEWERS };
const BY_DEADLINE = { ...QUEUE, column: 'due_at', key: 'dueAt' } as const;
const BY_SUBMISSION = { ...QUEUE, column: 'submitted_at', key: 'submittedAt' } as const;

/** What waits for the Ministry, in each order that it is asked for in. */
export const QUEUE_BY: Record<ReviewQueueOrder, List & { base: () => object }> = {
  DUE_FIRST: { ...BY_DEADLINE, name: 'queue', order: 'asc' },
  DUE_LAST: { ...BY_DEADLINE, name: 'queue-due-last', order: 'desc' },
  SUBMITTED_FIRST: { ...BY_SUBMISSION, name: 'queue-submitted-first', order: 'asc' },
  SUBMITTED_LAST: { ...BY_SUBMISSION, name: 'queue-submitted-last', order: 'desc' },
};

/** The other lists of requests. */
export const LISTS = {
  /** One's own and one's teams', newest first. */
  own: {
    name: 'requests',
    base: 'held',
    column: 'created_at',
    key: 'createdAt',
    order: 'desc',
    search: ['r.search'],
    byEmail: false,
    uf: "r.establishment ->> 'uf'",
    brings: null,
  },
  /** What was decided, newest first. */
  history: {
    ...FOR_REVIEWERS,
    name: 'history',
    base: () => ({ state: { $in: ['APPROVED', 'REJECTED'] } }),
    column: 'decided_at',
    key: 'decidedAt',
    order: 'desc',
  },
  /** All that was ever submitted, whatever became of it, newest submission first. */
  submitted: {
    ...FOR_REVIEWERS,
    name: 'submitted',
    base: () => ({ submittedAt: { $ne: null } }),
    column: 'submitted_at',
    key: 'submittedAt',
    order: 'desc',
  },
} as const satisfies Record<string, List>;

/** The requests of a system's credential: the one that issued it, those that alter it, and those for production made from it. */
export function ofSystem({ credentialId, requestId }: ClientCaller): List {
  const base = () => ({
    $or: [{ id: requestId }, { homologationCredential: credentialId }, { replacesId: credentialId }],
  });
  return { ...LISTS.own, base, brings: 'submitted' };
}

/** Of a list of reviewers', what is of the portfolios that they are bound to. */
export function inReachOf(person: Person, list: List & { base: () => object }): List {
  const reach = reachOf(person, 'READ_REQUESTS');
  return reach === null ? list : { ...list, base: () => ({ $and: [list.base(), { portfolio: { $in: [...reach] } }] }) };
}
