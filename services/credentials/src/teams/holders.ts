import { type EntityManager, type QueryBuilder, type RawQueryFragment, sql } from '@mikro-orm/postgresql';

/** Whose things a person reads, as a table `mine` of one column: their own, and those of their teams. */
export function mine(personId: string): RawQueryFragment {
  return sql`(
    select ${personId}::uuid as holder_id union all select team_id from team_member where person_id = ${personId}
  ) as mine`;
}

/** The same as a set. */
export async function holdersFor(em: EntityManager, personId: string): Promise<Set<string>> {
  const rows = await em.execute<{ holder_id: string }[]>(sql`select holder_id from ${mine(personId)}`);
  return new Set(rows.map(({ holder_id }) => holder_id));
}

/** A condition that rows belong to a person or to one of their teams. */
export function heldBy(alias: string, personId: string): RawQueryFragment {
  return sql`${sql.ref(`${alias}.holder_id`)} in (select holder_id from ${mine(personId)})`;
}

/**
 * A condition that finds the first rows of a list of what a person reads: `part` is the list, ordered and cut, of one holder.
 * Each holder's rows are read in the order of an index of theirs, so that neither many rows nor many teams are sorted through.
 */
export function firstHeldBy<Row extends object, Alias extends string>(
  alias: Alias,
  personId: string,
  part: QueryBuilder<Row, Alias>,
): RawQueryFragment {
  const ofOne = part.andWhere(`${alias}.holder_id = mine.holder_id`).select('id' as never);
  return sql`${sql.ref(`${alias}.id`)} in (
    select page.id from ${mine(personId)} cross join lateral (${ofOne.toRaw()}) as page)`;
}
