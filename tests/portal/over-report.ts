import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Makes a piece of evidence a report of a credential that had its time yesterday, as the portal remembers it a year later. */
export async function overReport(
  credentialId: string,
  evidenceId: string,
): Promise<{ countsAgain: () => Promise<void> }> {
  const id = randomUUID();
  const ask = async (sql: string, values: string[]) => {
    const url = new URL(process.env.TEST_PORTAL_DATABASE_URL ?? '');
    url.pathname = '/credentials';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query(sql, values).finally(() => client.end());
  };
  await ask(
    `insert into conformance_report (report_id, credential_id, pdf_sha256, suite, valid_until, revision)
     select $1, $2, sha256, 'ria-r', now() - interval '1 day', 1 from evidence where id = $3`,
    [id, credentialId, evidenceId],
  );
  return {
    countsAgain: () =>
      ask(`update conformance_report set valid_until = now() + interval '1 day' where report_id = $1`, [id]),
  };
}
