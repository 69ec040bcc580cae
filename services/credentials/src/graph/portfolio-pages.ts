import type { EntityClass, EntityManager } from '@mikro-orm/postgresql';
import { MOST_COUNTED } from '@portal/domain';
import DataLoader from 'dataloader';

/** The first page of somebody's own rows in one portfolio. */
export interface PortfolioPage {
  ownerId: string;
  portfolio: string;
  /** How many rows at most. */
  limit: number;
}

/** First pages and totals of many portfolios at once: a list of portfolios costs a statement for each, not one a portfolio. */
export interface PortfolioPages<Row> {
  rows: DataLoader<PortfolioPage, Row[], string>;
  total: DataLoader<PortfolioPage, number, string>;
}

/** Where the rows are, newest first by that column. */
interface PortfolioRows<Row> {
  entity: EntityClass<Row>;
  table: 'access_request' | 'credential';
  column: 'created_at' | 'issued_at';
  /** The same column of a row. */
  at: (row: Row) => Date;
  /** What is read of a row; all of it where nothing is said. */
  columns?: (keyof Row)[];
}

/** Makes the loaders for rows that have an owner and a portfolio. */
export function createPortfolioPages<Row extends { id: string; ownerId: string; portfolio: string }>(
  em: EntityManager,
  { entity, table, column, at, columns }: PortfolioRows<Row>,
): PortfolioPages<Row> {
  async function readRows(pages: readonly PortfolioPage[]): Promise<Row[][]> {
    const most = Math.max(...pages.map(({ limit }) => limit));
    const { sql, values } = ofPages(pages);
    const ids = `select page.id from ${sql} cross join lateral (
      select id from ${table} t where (t.owner_id, t.portfolio) = (wanted.owner_id, wanted.portfolio)
      order by ${column} desc, id desc limit ?) as page`;
    const query = em.createQueryBuilder(entity, 'r');
    const found = await query
      .select((columns ?? '*') as '*')
      .where(`r.id in (${ids})`, [...values, most])
      .getResultList();
    found.sort((one, other) => at(other).getTime() - at(one).getTime() || (one.id < other.id ? 1 : -1));
    return pages.map(({ ownerId, portfolio, limit }) =>
      found.filter((row) => row.ownerId === ownerId && row.portfolio === portfolio).slice(0, limit),
    );
  }

  async function countRows(pages: readonly PortfolioPage[]): Promise<number[]> {
    const { sql, values } = ofPages(pages);
    const counts = await em.execute<{ owner_id: string; portfolio: string; total: string }[]>(
      `select wanted.owner_id, wanted.portfolio, (select count(*) from (
         select 1 from ${table} t where (t.owner_id, t.portfolio) = (wanted.owner_id, wanted.portfolio)
         limit ${MOST_COUNTED + 1}) as counted) as total
       from ${sql}`,
      values,
    );
    return pages.map(({ ownerId, portfolio }) => {
      return Number(counts.find((one) => one.owner_id === ownerId && one.portfolio === portfolio)?.total ?? 0);
    });
  }

  return {
    rows: new DataLoader(readRows, { cacheKeyFn: (page) => JSON.stringify(page) }),
    total: new DataLoader(countRows, { cacheKeyFn: ({ ownerId, portfolio }) => JSON.stringify([ownerId, portfolio]) }),
  };
}

/** What is wanted, as a table `wanted`. */
function ofPages(pages: readonly PortfolioPage[]): { sql: string; values: string[] } {
  const wanted = new Map(pages.map(({ ownerId, portfolio }) => [`${ownerId} ${portfolio}`, [ownerId, portfolio]]));
  const rows = [...wanted.values()];
  const sql = `(values ${rows.map(() => '(?::uuid, ?)').join(', ')}) as wanted (owner_id, portfolio)`;
  return { sql, values: rows.flat() };
}
