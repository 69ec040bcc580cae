import pg from 'pg';

/** Lets a credential run out now. Nobody can wait a year: its dates are moved back where they are kept. */
export async function movedToItsEnd(id: string): Promise<string> {
  const url = new URL(process.env.TEST_PORTAL_DATABASE_URL ?? '');
  url.pathname = '/credentials';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`update credential set expires_at = now() - interval '1 second' where id = $1`, [id]);
  } finally {
    await client.end();
  }
  return id;
}
