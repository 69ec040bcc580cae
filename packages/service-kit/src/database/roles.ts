import pg from 'pg';
import { DatabaseUnavailable } from './database-unavailable.ts';

/** What may be done with the rows of a table. */
export type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** Tables in which less may be done than all four. */
export type TableRights = Record<string, readonly Right[]>;

const MADE_MEANWHILE = ['42710', '23505'];

/**
 * Makes the user of `url` where there is none, as the owner, and gives it rows to read and write in the owner's tables:
 * nothing to truncate, alter or make. What it had before is taken away in the same transaction.
 */
export async function grantTo(ownerUrl: string, url: string, rights: TableRights = {}): Promise<void> {
  const user = decodeURIComponent(new URL(url).username);
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    await assertNotOwner(client, user);
    await makeUser(client, user, decodeURIComponent(new URL(url).password));
    await grant(client, user, { ...rights, mikro_orm_migrations: ['SELECT'] });
  } finally {
    await client.end();
  }
}

async function assertNotOwner(client: pg.Client, user: string): Promise<void> {
  const { rows } = await client.query<{ mighty: boolean }>(
    `select rolsuper or pg_has_role(oid, current_user, 'member') as mighty from pg_roles where rolname = $1`,
    [user],
  );
  if (rows[0]?.mighty) {
    throw new DatabaseUnavailable(
      `The database user "${user}" may do all that the owner may: name another for the service, or leave the owner's URL out`,
    );
  }
}

async function makeUser(client: pg.Client, user: string, password: string): Promise<void> {
  const { rows } = await client.query('select from pg_roles where rolname = $1', [user]);
  if (rows.length > 0) return;
  try {
    await client.query(`create role ${pg.escapeIdentifier(user)} login password ${pg.escapeLiteral(password)}`);
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (MADE_MEANWHILE.includes(code)) return;
    throw new DatabaseUnavailable(`The database user "${user}" cannot be made (${code}): make it, or name another`);
  }
}

async function grant(client: pg.Client, user: string, rights: TableRights): Promise<void> {
  const to = pg.escapeIdentifier(user);
  const database = pg.escapeIdentifier(client.database ?? '');
  await client.query('begin');
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`grant connect on database ${database} to ${to}`);
  await client.query(`grant usage on schema public to ${to}`);
  await client.query(`grant select, insert, update, delete on all tables in schema public to ${to}`);
  await client.query(`grant usage on all sequences in schema public to ${to}`);
  for (const [table, some] of Object.entries(rights)) {
    await client.query(`revoke all on ${pg.escapeIdentifier(table)} from ${to}`);
    await client.query(`grant ${some.join(', ')} on ${pg.escapeIdentifier(table)} to ${to}`);
  }
  await client.query('commit');
}
