import { signIn } from '@portal/bench/person';
import { completeDraft } from '@portal/bench/request';
import { databaseUsers, startPortal, throwawayConfig } from '@portal/start';
import pg from 'pg';
import type { Trial } from './trial.ts';

const BY_THE_SERVICE = [
  'truncate audit_record',
  'truncate audit_record cascade',
  'delete from audit_record',
  "update audit_record set act = 'nothing'",
  'alter table audit_record disable trigger all',
  'drop table audit_record',
];

/** The audit log is emptied, changed and dropped as the database user of the service that writes it: nothing may be gone. */
export async function truncate(trial: Trial): Promise<void> {
  await using config = await throwawayConfig();
  await using portal = await startPortal(config);
  const ana = await signIn(portal.url, 'ana');
  await completeDraft(ana, 'Antes');
  const { CREDENTIALS_DATABASE_URL = '', CREDENTIALS_DATABASE_OWNER_URL = '' } = databaseUsers(portal.databaseUrl, {});
  await using service = await connect(CREDENTIALS_DATABASE_URL);
  const before = await service.count();
  trial.say(`the audit log has ${before} records`);
  for (const sql of BY_THE_SERVICE) {
    const refusal = await service.refusal(sql);
    trial.see(`as the service, ${sql}: ${refusal}`, refusal !== undefined);
  }
  await using owner = await connect(CREDENTIALS_DATABASE_OWNER_URL);
  for (const sql of BY_THE_SERVICE.slice(0, 4)) {
    const refusal = await owner.refusal(sql);
    trial.see(`as the owner, ${sql}: ${refusal}`, refusal !== undefined);
  }
  trial.see('no record is gone', (await service.count()) === before);
  await completeDraft(ana, 'Depois');
  trial.see('the portal goes on and writes more', (await service.count()) > before);
}

/** A database user, and what it can do to the audit log. */
interface DatabaseUser extends AsyncDisposable {
  count(): Promise<number>;
  /** Why a statement was refused; undefined where it was not. */
  refusal(sql: string): Promise<string | undefined>;
}

async function connect(connectionString: string): Promise<DatabaseUser> {
  const client = new pg.Client({ connectionString, statement_timeout: 10_000 });
  await client.connect();
  return {
    count: async () => Number((await client.query('select count(*) from audit_record')).rows[0].count),
    refusal: (sql) =>
      client.query(sql).then(
        () => undefined,
        (error: Error) => error.message,
      ),
    [Symbol.asyncDispose]: () => client.end(),
  };
}
