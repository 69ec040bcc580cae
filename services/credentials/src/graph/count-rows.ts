import { type EntityManager, type QueryBuilder, sql } from '@mikro-orm/postgresql';
import { MOST_COUNTED } from '@portal/domain';

/** How many rows a query has, counted no further than a list tells: of a million a thousand and one are looked at. */
export async function countRows<Row extends { id: string }, Alias extends string>(
  em: EntityManager,
  query: QueryBuilder<Row, Alias>,
): Promise<number> {
  const counted = query.select('id' as never).limit(MOST_COUNTED + 1);
  const [row] = await em.execute<{ total: string }[]>(
    sql`select count(*) as total from (${counted.toRaw()}) as counted`,
  );
  return Number(row?.total ?? 0);
}
