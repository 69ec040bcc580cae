import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * What is told of by a name: a statement without parameters in which `me` is a table of one row, the person's `id`.
 */
export type OwnDataSections = Readonly<Record<string, string>>;

/** All that a database has of a person, as JSON that PostgreSQL writes: one statement, so that it is of one moment. */
export async function readOwnData(em: EntityManager, sections: OwnDataSections, personId: string): Promise<string> {
  const parts = Object.entries(sections).map(
    ([name, sql]) => `'${name}', (select coalesce(json_agg(part), '[]') from (${sql}) as part)`,
  );
  const [row] = await em.execute<{ data: string }[]>(
    `with me as (select ?::uuid as id) select json_build_object(${parts.join(', ')})::text as data`,
    [personId],
  );
  return row?.data ?? '{}';
}
