import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const LOOK_AGAIN_MS = 10;
const QUERIES = /^\s*(select|insert|update|delete|with)\b/i;

/** Longer ones would be cut off; it is taken up when the server starts. */
export async function showWholeStatements(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`alter system set track_activity_query_size = '64kB'`);
  } finally {
    await client.end();
  }
}

/**
 * Of each shape of statement that a service's own user was seen to send, the shortest, by database: what is looked at again and
 * again, until `stop`.
 */
export async function watchStatements(
  serverUrl: string,
  databases: readonly string[],
  stop: AbortSignal,
): Promise<Map<string, string[]>> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const shortest = new Map(databases.map((name) => [name, new Map<string, string>()]));
  try {
    while (!stop.aborted) {
      // By a user of the database's own name each service works; its owner migrates.
      const { rows } = await client.query<{ database: string; query: string }>(
        'select datname as database, query from pg_stat_activity where datname = any($1) and usename = datname',
        [databases],
      );
      for (const { database, query } of rows) {
        const known = shortest.get(database);
        if (!known || !QUERIES.test(query)) continue;
        const shape = shapeOf(query);
        if ((known.get(shape)?.length ?? Number.POSITIVE_INFINITY) > query.length) known.set(shape, query);
      }
      await pause(LOOK_AGAIN_MS);
    }
  } finally {
    await client.end();
  }
  return new Map([...shortest].map(([name, shapes]) => [name, [...shapes.values()].toSorted()]));
}

/** A statement without its values, and with one where it has a list of them. */
function shapeOf(query: string): string {
  return query
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(/\$\d+|\b\d+(\.\d+)?\b/g, '?')
    .replace(/\?(::\w+)?(\s*,\s*\?(::\w+)?)+/g, '?')
    .replace(/(\(\?\))(\s*,\s*\(\?\))+/g, '$1')
    .replace(/\s+/g, ' ');
}
