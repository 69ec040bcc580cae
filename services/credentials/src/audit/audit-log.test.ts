import { randomUUIDv7 } from 'node:crypto';
import { hashAll, openChain, type Verdict, verifyKept } from '@portal/audit-chain';
import type { Caller } from '@portal/service-kit';
import pg from 'pg';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { ana, clara, elis, gilda, hugo } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
// As somebody who may do everything, and has no trigger in the way.
const forger = new pg.Client({ connectionString: service.databaseUrl });
await forger.connect();
afterAll(async () => {
  await forger.end();
  await service[Symbol.asyncDispose]();
});

const RECORDS = '/internal/audit-log/records.json';

interface Page {
  records: { id: string; act: string; at: string; actorId: string | null; detail: object; place: number | null }[];
  next: string | null;
}

async function read(query: Record<string, string>, as: Caller = hugo): Promise<Page> {
  const answer = await service.fetch(`${RECORDS}?${new URLSearchParams(query)}`, { as });
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  return (await answer.json()) as Page;
}

interface Written {
  at: string;
  act?: string;
  actorId?: string;
  subject?: string;
  subjectId?: string;
}

async function write({ at, act = 'SUBMIT', actorId, subject = 'ACCESS_REQUEST', subjectId }: Written): Promise<string> {
  const id = randomUUIDv7();
  await forger.query(
    `insert into audit_record (id, at, actor_id, act, subject, subject_id, trace_id, detail)
     values ($1, $2, $3, $4, $5, $6, '', '{}')`,
    [id, at, actorId ?? randomUUIDv7(), act, subject, subjectId ?? randomUUIDv7()],
  );
  return id;
}

const idsOf = ({ records }: Page) => records.map(({ id }) => id);

describe('who may audit', () => {
  test.each(['records.json?month=2026-11', 'chain.jsonl?after=0', 'state.json'])(
    'reads %s, and nobody else',
    async (file) => {
      const statusOf = async (as?: Caller) =>
        (await service.fetch(`/internal/audit-log/${file}`, as ? { as } : {})).status;
      expect(await Promise.all([hugo, elis].map(statusOf))).toEqual([200, 200]);
      expect(await Promise.all([clara, gilda, ana].map(statusOf))).toEqual([403, 403, 403]);
      const client: Caller = { kind: 'client', clientId: 'a', credentialId: randomUUIDv7(), requestId: randomUUIDv7() };
      expect(await Promise.all([undefined, { kind: 'anonymous' } as const, client].map(statusOf))).toEqual([
        401, 401, 401,
      ]);
    },
  );

  test('is recorded as reading it, once an hour for what is asked again', async () => {
    const reader = { ...hugo, id: randomUUIDv7() };
    for (const act of ['EXPIRE', 'EXPIRE', 'CLAIM']) await read({ month: '2019-01', act }, reader);
    const { records } = await read({ actors: reader.id });
    expect(records.map(({ act, detail }) => [act, detail])).toEqual([
      ['readAuditLog', { month: '2019-01', act: 'CLAIM' }],
      ['readAuditLog', { month: '2019-01', act: 'EXPIRE' }],
    ]);
  });
});

describe('the log', () => {
  test('is read by month in Brasília, newest first', async () => {
    const [first, last] = [
      await write({ at: '2020-02-01T03:00:00Z' }),
      await write({ at: '2020-03-01T02:59:59Z', act: 'CLAIM' }),
    ];
    await write({ at: '2020-02-01T02:59:59Z' });
    await write({ at: '2020-03-01T03:00:00Z' });
    expect(idsOf(await read({ month: '2020-02' }))).toEqual([last, first]);
    expect(idsOf(await read({ month: '2020-02', act: 'CLAIM' }))).toEqual([last]);
  });

  test('is read by who did it, and by what it was done to, whatever the month', async () => {
    const [actorId, subjectId] = [randomUUIDv7(), randomUUIDv7()];
    const by = await write({ at: '2020-05-01T12:00:00Z', actorId });
    const to = await write({ at: '2020-06-01T12:00:00Z', subjectId, subject: 'TEAM' });
    expect(idsOf(await read({ actors: `${randomUUIDv7()},${actorId}` }))).toEqual([by]);
    expect(idsOf(await read({ about: subjectId.toUpperCase() }))).toEqual([to]);
    expect(idsOf(await read({ about: subjectId, subject: 'CREDENTIAL' }))).toEqual([]);
    expect(idsOf(await read({ about: '2026-0000000-0' }))).toEqual([]);
  });

  test('turns its pages without losing or doubling a record, of one moment too', async () => {
    const subjectId = randomUUIDv7();
    const made: string[] = [];
    for (let count = 0; count < 120; count++) made.push(await write({ at: '2020-07-01T12:00:00.123Z', subjectId }));
    const found: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: Page = await read({ about: subjectId, ...(next && { before: next }) });
      found.push(...idsOf(page));
      next = page.next;
    }
    expect(found).toEqual(made.toSorted().toReversed());
  });

  test.each<Record<string, string>>([
    {},
    { act: 'SUBMIT' },
    { month: '2026-13' },
    { month: "2026-11'" },
    { actors: 'Ana' },
    { month: '2026-11', before: 'x' },
    { month: '2026-11', more: '1' },
  ])('says what is wrong with %j', async (query) => {
    const answer = await service.fetch(`${RECORDS}?${new URLSearchParams(query)}`, { as: hugo });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'BAD_USER_INPUT']);
  });
});

describe('the chain, as a browser reads it', () => {
  async function open() {
    return openChain({
      log: (file) => service.fetch(`/internal/audit-log/${file}`, { as: hugo }),
      published: (month) => service.fetch(`/internal/audit-checkpoints/${month}.json`, { as: { kind: 'anonymous' } }),
    });
  }

  async function verify(): Promise<Verdict> {
    const chain = await open();
    return verifyKept(chain, { chain: 'credentials', keys: { keys: chain.keys }, checkpoints: [] }, { hashAll });
  }

  async function allLinked(): Promise<void> {
    await vi.waitUntil(async () => (await forger.query('select from audit_due')).rowCount === 0, { timeout: 60_000 });
  }

  test('holds over several pages, and names the record that was altered past everything', async () => {
    await forger.query(
      `insert into audit_record (id, at, act, subject, subject_id, trace_id, detail)
       select uuidv7(), now(), 'SUBMIT', 'ACCESS_REQUEST', uuidv7(), '', '{}' from generate_series(1, 4100)`,
    );
    const altered = await write({ at: '2021-01-01T12:00:00Z' });
    await open();
    await allLinked();
    await vi.waitUntil(async () => (await open()).checkpoints.length > 0, { timeout: 60_000 });
    const whole = await verify();
    expect(whole).toMatchObject({ faults: [], unknown: 0, waiting: 0 });
    expect([whole.links > 4_100, whole.checkpoints.length > 0]).toEqual([true, true]);

    const { records } = await read({ month: '2021-01' });
    const place = records[0]?.place;
    expect(place).toBeGreaterThan(4_100);
    const taken = await write({ at: '2021-01-01T13:00:00Z' });
    await allLinked();
    await forger.query("set session_replication_role = 'replica'");
    const put = await write({ at: '2021-01-01T14:00:00Z' });
    await forger.query("update audit_record set act = 'REJECT' where id = $1", [altered]);
    await forger.query('delete from audit_record where id = $1', [taken]);
    expect((await verify()).faults).toMatchObject([
      { kind: 'ALTERED', place, recordId: altered },
      { kind: 'MISSING', recordId: taken },
      { kind: 'UNLINKED', recordId: put },
    ]);
  });
});
