import { type EntityClass, type EntityManager, type RawQueryFragment, sql } from '@mikro-orm/postgresql';
import { MOST_COUNTED } from '@portal/domain';
import DataLoader from 'dataloader';
import { mine } from '../teams/holders.ts';

/** The first page of what somebody reads as theirs in one portfolio; in one operation all are one person's. */
export interface PortfolioPage {
  personId: string;
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

/** Makes the loaders for rows that have a holder and a portfolio. */
export function createPortfolioPages<Row extends { id: string; portfolio: string }>(
  em: EntityManager,
  { entity, table, column, at, columns }: PortfolioRows<Row>,
): PortfolioPages<Row> {
  async function readRows(pages: readonly PortfolioPage[]): Promise<Row[][]> {
    const most = Math.max(...pages.map(({ limit }) => limit));
    const ids = sql`select page.id from ${wantedBy(pages)} cross join lateral (
      select id from ${sql.ref(table)} t where (t.holder_id, t.portfolio) = (mine.holder_id, wanted.portfolio)
      order by ${sql.ref(column)} desc, id desc limit ${most}) as page`;
    const query = em.createQueryBuilder(entity, 'r');
    const found = await query
      .select((columns ?? '*') as '*')
      .where(sql`r.id in (${ids})`)
      .getResultList();
    found.sort((one, other) => at(other).getTime() - at(one).getTime() || (one.id < other.id ? 1 : -1));
    return pages.map(({ portfolio, limit }) => found.filter((row) => row.portfolio === portfolio).slice(0, limit));
  }

  async function countRows(pages: readonly PortfolioPage[]): Promise<number[]> {
    const counts = await em.execute<{ portfolio: string; total: string }[]>(sql`
      select wanted.portfolio, sum(counted.found) as total from ${wantedBy(pages)} cross join lateral (
        select count(*) as found from (
          select 1 from ${sql.ref(table)} t where (t.holder_id, t.portfolio) = (mine.holder_id, wanted.portfolio)
          limit ${MOST_COUNTED + 1}) as those) as counted
      group by wanted.portfolio`);
    return pages.map(({ portfolio }) => {
      const total = Number(counts.find((one) => one.portfolio === portfolio)?.total ?? 0);
      return Math.min(total, MOST_COUNTED + 1);
    });
  }

  return {
    rows: new DataLoader(readRows, { cacheKeyFn: (page) => JSON.stringify(page) }),
    total: new DataLoader(countRows, { cacheKeyFn: ({ portfolio }) => portfolio }),
  };
}

/** The portfolios that are wanted and who holds what is read of them, as tables `wanted` and `mine`. */
function wantedBy(pages: readonly PortfolioPage[]): RawQueryFragment {
  const portfolios = JSON.stringify([...new Set(pages.map(({ portfolio }) => portfolio))]);
  const wanted = sql`(select jsonb_array_elements_text(${portfolios}::jsonb) as portfolio) as wanted`;
  return sql`${wanted} cross join ${mine(pages[0]?.personId ?? '')}`;
}
