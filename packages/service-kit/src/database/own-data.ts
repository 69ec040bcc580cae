import type { EntityManager } from '@mikro-orm/postgresql';
import { isFoundPersonal, keysOfPlatform } from '../personal-data/personal-keys.ts';

/** So many of each are told, the newest: a reviewer has hundreds of thousands of acts. */
export const MOST_OF_EACH = 10_000;

/** How many of each are asked for, by the address that asks: as many as are told, or fewer. */
export function mostOfEach(asked: unknown): number {
  const wanted = Number(asked);
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, MOST_OF_EACH) : MOST_OF_EACH;
}

/**
 * What is told of by a name: a statement without parameters, the newest first, in which `me` is a table of one row, the
 * person's `id`.
 */
export type OwnDataSections = Readonly<Record<string, string>>;

/** All that a database has of a person, as JSON that PostgreSQL writes: one statement, so that it is of one moment. */
export async function readOwnData(
  em: EntityManager,
  sections: OwnDataSections,
  personId: string,
  mostOfEach = MOST_OF_EACH,
): Promise<string> {
  const parts = Object.entries(sections).map(
    ([name, sql]) => `'${name}', (select coalesce(json_agg(part), '[]') from (${sql} limit ${mostOfEach}) as part)`,
  );
  const [row] = await em.execute<{ data: string }[]>(
    `with me as (select ?::uuid as id) select json_build_object(${parts.join(', ')})::text as data`,
    [personId],
  );
  const data = row?.data ?? '{}';
  const keys = keysOfPlatform(em.getPlatform());
  if (!keys) return data;
  // What was read with the key that it is sealed by.
  return JSON.stringify(JSON.parse(data, (_name, value) => (isFoundPersonal(value) ? keys.open(value) : value)));
}
