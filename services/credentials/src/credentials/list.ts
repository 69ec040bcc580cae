import type { EntityManager, QueryBuilder } from '@mikro-orm/postgresql';
import type { Environment } from '@portal/domain';
import { type Connection, decodeCursor, encodeCursor, pageOf, pageSize } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { countRows } from '../graph/count-rows.ts';
import { momentKey } from '../graph/moment-key.ts';
import type { PageArgs } from '../graph/page-args.ts';
import { searchCondition } from '../graph/search-words.ts';
import { firstHeldBy, heldBy } from '../teams/holders.ts';
import { Credential } from './credential.ts';

/** Names the list in its cursors. */
const LIST = 'credentials';

/** Which credentials; what is absent does not narrow. */
export interface CredentialFilter {
  id?: string;
  /** Only those of this person's teams. */
  heldBy?: string;
  environment?: Environment | null;
  portfolio?: string;
  /** Words that all stand in identifier, clientId, establishment or system; accents and case ignored. */
  text?: string | null;
}

/** A page of credentials, newest first: one statement, and one more when the total is asked for. */
export async function listCredentials(
  em: EntityManager,
  filter: CredentialFilter,
  { first, after }: PageArgs,
): Promise<Connection<Credential>> {
  const size = pageSize(first);
  const matching = () => selectCredentials(em, filter);
  const cut = (query: QueryBuilder<Credential, 'c'>) => query.orderBy({ issuedAt: 'desc', id: 'desc' }).limit(size + 1);
  const part = matching();
  if (after != null)
    part.andWhere('(c.issued_at, c.id) < (?::timestamptz, ?::uuid)', decodeCursor(after, momentKey(LIST)));
  const reader = filter.heldBy;
  const page = reader ? em.createQueryBuilder(Credential, 'c').where(firstHeldBy('c', reader, cut(part))) : part;
  return pageOf({
    rows: await cut(page).select('*').getResultList(),
    size,
    after,
    cursorOf: ({ issuedAt, id }) => encodeCursor([LIST, issuedAt.toISOString(), id]),
    countAll: () => countRows(em, reader ? matching().andWhere(heldBy('c', reader)) : matching()),
  });
}

/** One's teams' in a portfolio, newest first; first pages of many portfolios are read together. */
export async function listOfPortfolio(
  { em, loaders }: Pick<CredentialsContext, 'em' | 'loaders'>,
  personId: string,
  portfolio: string,
  { first, after }: PageArgs,
): Promise<Connection<Credential>> {
  if (after != null) return listCredentials(em, { heldBy: personId, portfolio }, { first, after });
  const size = pageSize(first);
  const { rows, total } = loaders.credentialsOfPortfolio;
  const wanted = { personId, portfolio, limit: size + 1 };
  return pageOf({
    rows: await rows.load(wanted),
    size,
    after,
    cursorOf: ({ issuedAt, id }) => encodeCursor([LIST, issuedAt.toISOString(), id]),
    countAll: () => total.load(wanted),
  });
}

function selectCredentials(em: EntityManager, { id, environment, portfolio, text }: CredentialFilter) {
  const query = em.createQueryBuilder(Credential, 'c');
  if (id) query.andWhere({ id });
  if (environment) query.andWhere({ environment });
  if (portfolio) query.andWhere({ portfolio });
  for (const [sql, values] of searchCondition(['c.search'], text)) query.andWhere(sql, values);
  return query;
}
