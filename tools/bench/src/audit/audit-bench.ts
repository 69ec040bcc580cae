import { setTimeout as pause } from 'node:timers/promises';
import { withKeptChain } from '@portal/audit';
import { hashAll, verifyKept } from '@portal/audit-chain';
import pg from 'pg';
import { printTable } from '../figures.ts';
import { startBuiltPortal } from '../portal/built-portal.ts';

const RECORDS = 300_000;

const FILL = `insert into audit_record (id, at, actor_id, act, subject, subject_id, trace_id, detail)
  select gen_random_uuid(), now(), gen_random_uuid(), 'updateAccessRequest', 'ACCESS_REQUEST', gen_random_uuid(), md5(n::text),
    jsonb_build_object('paths', jsonb_build_array('system.name', 'manager.email'), 'version', n % 20)
  from generate_series(1, $1::int) as n`;

/** 300,000 audit records: how many a second are linked behind the acts, and how many are verified. */
export async function benchAudit(): Promise<void> {
  await using portal = await startBuiltPortal();
  const url = new URL('/credentials', portal.databaseUrl).href;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(FILL, [RECORDS]);
    const begun = performance.now();
    while ((await client.query('select from audit_due limit 1')).rowCount !== 0) await pause(50);
    const linked = (performance.now() - begun) / 1_000;
    const again = performance.now();
    const { links, faults } = await withKeptChain(url, (kept) =>
      verifyKept(kept, { chain: 'credentials', keys: { keys: [] }, checkpoints: [] }, { hashAll }),
    );
    const verified = (performance.now() - again) / 1_000;
    if (links < RECORDS || faults.length > 0) throw new Error(`${links} links, ${faults.length} faults`);
    printTable(
      ['audit records', 'a second'],
      [
        ['linked', (RECORDS / linked).toFixed(0)],
        ['verified', (links / verified).toFixed(0)],
      ],
    );
  } finally {
    await client.end();
  }
}
