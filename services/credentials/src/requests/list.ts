import type { EntityManager } from '@mikro-orm/postgresql';
import type { AccessRequestState, Environment } from '@portal/domain';
import {
  type ClientCaller,
  type Connection,
  decodeCursor,
  encodeCursor,
  type Person,
  pageOf,
  pageSize,
} from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { countRows } from '../graph/count-rows.ts';
import { momentKey } from '../graph/moment-key.ts';
import type { PageArgs } from '../graph/page-args.ts';
import { searchCondition, withoutNul } from '../graph/search-words.ts';
import { AccessRequest } from './access-request.ts';
import { listColumns } from './whole-request.ts';

/** What narrows a list; what is absent does not. */
export interface ListFilter {
  environment?: Environment | null;
  states?: readonly AccessRequestState[] | null;
  text?: string | null;
  portfolio?: string | null;
  assignedToMe?: boolean | null;
  unassigned?: boolean | null;
}

interface List {
  /** Names it in its cursors. */
  name: string;
  /** Which requests are in it at all. */
  base: (person: Reader) => object;
  /** What it is ordered by, and then by id. */
  column: string;
  key: 'createdAt' | 'dueAt' | 'decidedAt';
  order: 'asc' | 'desc';
  /** What the text is looked for in: reviewers search what was submitted. */
  search: string;
  /** Null where only its owner reads it: what was submitted is for all others. */
  brings: 'submitted' | null;
}

/** Whose list it is. */
type Reader = Pick<Person, 'id'>;

/** The three lists of requests. */
export const LISTS = {
  /** One's own, newest first. */
  own: {
    name: 'requests',
    base: ({ id }) => ({ ownerId: id }),
    column: 'created_at',
    key: 'createdAt',
    order: 'desc',
    search: 'search',
    brings: null,
  },
  /** What waits for the Ministry, nearest deadline first. */
  queue: {
    name: 'queue',
    base: () => ({ state: { $in: ['SUBMITTED', 'IN_REVIEW'] } }),
    column: 'due_at',
    key: 'dueAt',
    order: 'asc',
    search: 'submitted_search',
    brings: 'submitted',
  },
  /** What was decided, newest first. */
  history: {
    name: 'history',
    base: () => ({ state: { $in: ['APPROVED', 'REJECTED'] } }),
    column: 'decided_at',
    key: 'decidedAt',
    order: 'desc',
    search: 'submitted_search',
    brings: 'submitted',
  },
} as const satisfies Record<string, List>;

/** The requests of a system's credential: the one that issued it, and those for production made from it. */
export function ofSystem({ credentialId, requestId }: ClientCaller): List {
  const base = () => ({ $or: [{ id: requestId }, { homologationCredential: credentialId }] });
  return { ...LISTS.own, base, brings: 'submitted' };
}

/** A page of a list: one statement, and one more when the total is asked for. */
export async function listRequests(
  em: EntityManager,
  person: Reader,
  { name, base, column, key, order, search, brings }: List,
  filter: ListFilter,
  { first, after }: PageArgs,
): Promise<Connection<AccessRequest>> {
  const size = pageSize(first);
  const matching = () => select(em, person, base(person), search, filter);
  const page = matching()
    .select(listColumns(em, brings))
    .orderBy({ [key]: order, id: order })
    .limit(size + 1);
  if (after != null) {
    const beyond = order === 'asc' ? '>' : '<';
    page.andWhere(`(r.${column}, r.id) ${beyond} (?::timestamptz, ?::uuid)`, decodeCursor(after, momentKey(name)));
  }
  return pageOf({
    rows: await page.getResultList(),
    size,
    after,
    cursorOf: (request) => encodeCursor([name, request[key]?.toISOString(), request.id]),
    countAll: () => countRows(em, matching()),
  });
}

/** One's own in a portfolio, newest first; first pages of many portfolios are read together. */
export async function listOfPortfolio(
  { em, loaders }: Pick<CredentialsContext, 'em' | 'loaders'>,
  person: Person,
  portfolio: string,
  page: PageArgs,
): Promise<Connection<AccessRequest>> {
  if (page.after != null) return listRequests(em, person, LISTS.own, { portfolio }, page);
  const size = pageSize(page.first);
  const { rows, total } = loaders.requestsOfPortfolio;
  const wanted = { ownerId: person.id, portfolio, limit: size + 1 };
  return pageOf({
    rows: await rows.load(wanted),
    size,
    after: null,
    cursorOf: ({ createdAt, id }) => encodeCursor([LISTS.own.name, createdAt.toISOString(), id]),
    countAll: () => total.load(wanted),
  });
}

function select(em: EntityManager, person: Reader, base: object, search: string, filter: ListFilter) {
  const { environment, states, portfolio, assignedToMe, unassigned } = filter;
  const query = em.createQueryBuilder(AccessRequest, 'r').where(base);
  if (environment) query.andWhere({ environment });
  if (states) query.andWhere({ state: { $in: [...new Set(states)] } });
  if (portfolio) query.andWhere({ portfolio: withoutNul(portfolio) });
  if (assignedToMe) query.andWhere({ reviewerId: person.id });
  if (unassigned) query.andWhere({ reviewerId: null });
  for (const [sql, values] of searchCondition(`r.${search}`, filter.text)) query.andWhere(sql, values);
  return query;
}
