import pg from 'pg';

/** Lets a report count until another time, as years would; gives the time until which it counted. */
export async function reportCountsUntil(id: string, until: Date): Promise<Date> {
  const before = await setEnd('homologation', 'id', id, until);
  // Where it is looked at when a request is sent.
  await setEnd('credentials', 'report_id', id, until);
  return before;
}

async function setEnd(database: string, key: string, id: string, until: Date): Promise<Date> {
  const url = new URL(process.env.TEST_PORTAL_DATABASE_URL ?? '');
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rows } = await client.query<{ valid_until: Date }>(
      `update conformance_report as report set valid_until = $2 from conformance_report as before
       where report.${key} = $1 and before.${key} = report.${key} returning before.valid_until`,
      [id, until],
    );
    if (!rows[0]) throw new Error(`there is no such report at ${database}`);
    return rows[0].valid_until;
  } finally {
    await client.end();
  }
}
