import { randomUUIDv7 } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startService, type TestService } from '../testing/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService();
  await ask(
    service.runtimeUrl,
    `insert into audit_record (id, at, act, subject, subject_id, trace_id, detail)
     values ('${randomUUIDv7()}', now(), 'submit', 'ACCESS_REQUEST', '${randomUUIDv7()}', '', '{}')`,
  );
});
afterAll(() => service[Symbol.asyncDispose]());

async function ask(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const CHANGES = [
  "update audit_record set act = 'x'",
  'delete from audit_record',
  'truncate audit_record',
  'truncate audit_record cascade',
];

test.each(CHANGES)('%s: the service’s user may not, and its owner is stopped', async (sql) => {
  await expect(ask(service.runtimeUrl, sql)).rejects.toThrow('permission denied for table audit_record');
  await expect(ask(service.databaseUrl, sql)).rejects.toThrow('audit records are never changed');
  expect(await ask(service.runtimeUrl, 'select act from audit_record')).toEqual([{ act: 'submit' }]);
});

test.each([
  'drop table audit_record',
  'alter table audit_record disable trigger all',
  'drop trigger audit_record_stays on audit_record',
  'create or replace function audit_record_stays() returns trigger language sql as $$ select null $$',
  "set session_replication_role = 'replica'",
  'update access_request_event set message = null',
  'delete from access_request_event',
  'delete from access_request',
  'delete from credential',
  "update audit_link set digest = ''",
  'delete from audit_link',
  'truncate audit_link cascade',
  'delete from audit_checkpoint',
  'update audit_due set turn = default',
  'create table x (id int)',
])('%s: the service’s user may not', async (sql) => {
  await expect(ask(service.runtimeUrl, sql)).rejects.toThrow(/permission denied|must be owner/);
});
