import type { EntityManager, QueryBuilder } from '@mikro-orm/postgresql';
import type { AccessRequestState, Environment } from '@portal/domain';
import { type Connection, decodeCursor, encodeCursor, isId, type Person, pageOf, pageSize } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { countRows } from '../graph/count-rows.ts';
import { momentKey } from '../graph/moment-key.ts';
import type { PageArgs } from '../graph/page-args.ts';
import { searchCondition, withoutNul } from '../graph/search-words.ts';
import { firstHeldBy, heldBy } from '../teams/holders.ts';
import { AccessRequest } from './access-request.ts';
import { emailWord } from './email-word.ts';
import { IN_QUEUE, LISTS, type List, type Reader } from './lists.ts';
import { listColumns } from './whole-request.ts';

/** What narrows a list; what is absent does not. */
export interface ListFilter {
  environment?: Environment | null;
  states?: readonly AccessRequestState[] | null;
  text?: string | null;
  portfolio?: string | null;
  assignedToMe?: boolean | null;
  unassigned?: boolean | null;
  reviewer?: string | null;
  uf?: string | null;
  late?: boolean | null;
}

/** A page of a list: one statement, and one more when the total is asked for. */
export async function listRequests(
  { em, now }: Pick<CredentialsContext, 'em' | 'now'>,
  reader: Reader,
  list: List,
  filter: ListFilter,
  { first, after }: PageArgs,
): Promise<Connection<AccessRequest>> {
  const size = pageSize(first);
  const { base, name, column, key, order, brings } = list;
  const narrowed = () => select(em, reader, list, filter, now());
  const cut = (query: QueryBuilder<AccessRequest, 'r'>) => query.orderBy({ [key]: order, id: order }).limit(size + 1);
  const part = narrowed();
  if (after != null) {
    const beyond = order === 'asc' ? '>' : '<';
    part.andWhere(`(r.${column}, r.id) ${beyond} (?::timestamptz, ?::uuid)`, decodeCursor(after, momentKey(name)));
  }
  const page =
    base === 'held' ? em.createQueryBuilder(AccessRequest, 'r').where(firstHeldBy('r', reader.id, cut(part))) : part;
  return pageOf({
    rows: await cut(page).select(listColumns(em, brings)).getResultList(),
    size,
    after,
    cursorOf: (request) => encodeCursor([name, request[key]?.toISOString(), request.id]),
    countAll: () => countRows(em, base === 'held' ? narrowed().andWhere(heldBy('r', reader.id)) : narrowed()),
  });
}

/** One's own and one's teams' in a portfolio, newest first; first pages of many portfolios are read together. */
export async function listOfPortfolio(
  { em, loaders, now }: Pick<CredentialsContext, 'em' | 'loaders' | 'now'>,
  person: Person,
  portfolio: string,
  page: PageArgs,
): Promise<Connection<AccessRequest>> {
  if (page.after != null) return listRequests({ em, now }, person, LISTS.own, { portfolio }, page);
  const size = pageSize(page.first);
  const { rows, total } = loaders.requestsOfPortfolio;
  const wanted = { personId: person.id, portfolio, limit: size + 1 };
  return pageOf({
    rows: await rows.load(wanted),
    size,
    after: null,
    cursorOf: ({ createdAt, id }) => encodeCursor([LISTS.own.name, createdAt.toISOString(), id]),
    countAll: () => total.load(wanted),
  });
}

function select(em: EntityManager, reader: Reader, { base, search, byEmail, uf }: List, filter: ListFilter, now: Date) {
  const { environment, states, portfolio, assignedToMe, unassigned, reviewer, late } = filter;
  const query = em.createQueryBuilder(AccessRequest, 'r').where(base === 'held' ? {} : base());
  if (environment) query.andWhere({ environment });
  if (states) query.andWhere({ state: { $in: [...new Set(states)] } });
  if (portfolio) query.andWhere({ portfolio: withoutNul(portfolio) });
  if (assignedToMe) query.andWhere({ reviewerId: reader.id });
  if (unassigned) query.andWhere({ reviewerId: null });
  // Nobody has an id that is none.
  if (reviewer) query.andWhere({ reviewerId: isId(reviewer) ? reviewer : { $in: [] } });
  if (filter.uf) query.andWhere(`${uf} = ?`, [withoutNul(filter.uf)]);
  if (late) query.andWhere({ state: { $in: IN_QUEUE }, dueAt: { $lt: now } });
  const emailIs = byEmail ? emailWord(em) : undefined;
  for (const [sql, values] of searchCondition(search, filter.text, emailIs)) query.andWhere(sql, values);
  return query;
}
