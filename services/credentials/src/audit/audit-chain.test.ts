import { randomUUIDv7 } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readExported, withKeptChain } from '@portal/audit';
import {
  BEFORE_ALL,
  hashAll,
  type KeptLink,
  linkOf,
  toLine,
  type Verdict,
  verifyKept,
  verifyLinks,
} from '@portal/audit-chain';
import type { createTokenVerifier } from '@portal/service-kit';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startService } from '../testing/service.ts';

const service = await startService();
const owner = new pg.Pool({ connectionString: service.databaseUrl });
// As somebody who may do everything, and has no trigger in the way.
const forger = new pg.Client({ connectionString: service.databaseUrl });
await forger.connect();
await forger.query("set session_replication_role = 'replica'");
afterAll(async () => {
  await Promise.all([owner.end(), forger.end()]);
  await service[Symbol.asyncDispose]();
});

async function write(records: number): Promise<void> {
  const rows = Array.from({ length: records }, (_, index) => [
    randomUUIDv7(),
    JSON.stringify({ to: 'SUBMITTED', index }),
  ]);
  await owner.query(
    `insert into audit_record (id, at, act, subject, subject_id, trace_id, detail)
     select id, now(), 'submit', 'ACCESS_REQUEST', id, '', detail from unnest($1::uuid[], $2::jsonb[]) as made (id, detail)`,
    [rows.map(([id]) => id), rows.map(([, detail]) => detail)],
  );
}

async function allLinked(): Promise<void> {
  await vi.waitUntil(
    async () =>
      (await owner.query('select from audit_due where record_id in (select id from audit_record)')).rowCount === 0,
    { timeout: 60_000, interval: 50 },
  );
}

interface Published {
  chain: string;
  keys: Parameters<typeof createTokenVerifier>[0]['keys'];
  checkpoints: string[];
}

async function published(): Promise<Published> {
  const month = service.clock.now.toISOString().slice(0, 7);
  const answer = await service.fetch(`/internal/audit-checkpoints/${month}.json`, { as: { kind: 'anonymous' } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Published;
}

async function verify(checkpoints: string[] = []): Promise<Verdict> {
  const { keys } = await published();
  return withKeptChain(service.databaseUrl, (kept) =>
    verifyKept(kept, { chain: 'credentials', keys: { keys }, checkpoints }, { hashAll }),
  );
}

function kept(): Promise<KeptLink[]> {
  return withKeptChain(service.databaseUrl, async (chain) => {
    const links: KeptLink[] = [];
    for await (const page of chain.links()) links.push(...page);
    return links;
  });
}

beforeAll(async () => {
  await write(3);
  await allLinked();
  await vi.waitUntil(async () => (await published()).checkpoints.length > 0, { timeout: 60_000, interval: 50 });
});

test('what is written is linked soon, in order, and signed for whoever looks', async () => {
  const before = await verify();
  await write(2);
  await allLinked();
  const after = await verify();
  expect(after).toMatchObject({ links: before.links + 2, waiting: 0, faults: [], refused: 0 });
  expect(after.checkpoints[0]).toMatchObject({ chain: 'credentials', place: expect.any(Number) });
});

test('an hour later it is signed again, and not before', async () => {
  const signed = async () => (await verify()).checkpoints.length;
  const before = await signed();
  service.clock.now = new Date(service.clock.now.getTime() + 59 * 60_000);
  await write(1);
  await allLinked();
  expect(await signed()).toBe(before);
  service.clock.now = new Date(service.clock.now.getTime() + 61_000);
  await vi.waitUntil(async () => (await signed()) === before + 1, { timeout: 60_000, interval: 50 });
});

test('what was recorded before there was a chain is linked page by page', async () => {
  const made = Array.from({ length: 2_500 }, () => randomUUIDv7());
  const before = (await verify()).links;
  // As an older version left them: nothing waits.
  await forger.query(
    `insert into audit_record (id, at, act, subject, subject_id, trace_id, detail)
     select id, now(), 'submit', 'ACCESS_REQUEST', id, '', '{}' from unnest($1::uuid[]) as id`,
    [made],
  );
  await forger.query("update audit_backfill set done = false, last = '00000000-0000-0000-0000-000000000000'");
  const meanwhile = await verify();
  expect(meanwhile.faults).toEqual([]);
  expect(meanwhile.links + (meanwhile.waiting ?? 0)).toBe(before + made.length);
  await vi.waitUntil(async () => (await verify()).links === before + made.length, { timeout: 60_000, interval: 100 });
  expect(await verify()).toMatchObject({ waiting: 0, faults: [] });
});

test('several instances link what is written at once, each record once', async () => {
  await using _second = await startService({ databaseUrl: service.databaseUrl });
  const before = (await verify()).links;
  await Promise.all([700, 900, 1_300].map(write));
  await allLinked();
  expect(await verify()).toMatchObject({ links: before + 2_900, faults: [] });
});

describe('who may do everything with the database is found out who', () => {
  /** Does it, and undoes it once it was looked at. */
  async function faultsAfter(forgery: string, values: unknown[], undo: string): Promise<unknown[]> {
    await forger.query(forgery, values);
    try {
      return (await verify()).faults;
    } finally {
      await forger.query(undo, values);
    }
  }

  test('alters a record', async () => {
    const { recordId, place } = (await kept()).at(-2) as KeptLink;
    const faults = await faultsAfter(
      "update audit_record set act = 'reject' where id = $1",
      [recordId],
      "update audit_record set act = 'submit' where id = $1",
    );
    expect(faults).toEqual([{ kind: 'ALTERED', place, recordId }]);
  });

  test('takes a record out', async () => {
    const { recordId, place } = (await kept()).at(-2) as KeptLink;
    await forger.query('create temporary table taken as select * from audit_record where id = $1', [recordId]);
    const faults = await faultsAfter(
      'delete from audit_record where id = $1',
      [recordId],
      'insert into audit_record select * from taken where id = $1',
    );
    expect(faults).toEqual([{ kind: 'MISSING', place, recordId }]);
  });

  test('takes one out before it was linked', async () => {
    const recordId = randomUUIDv7();
    const faults = await faultsAfter(
      'insert into audit_due (record_id) values ($1)',
      [recordId],
      'delete from audit_due where record_id = $1',
    );
    expect(faults).toEqual([{ kind: 'MISSING', place: null, recordId }]);
  });

  test('puts one in', async () => {
    const recordId = randomUUIDv7();
    const faults = await faultsAfter(
      `insert into audit_record (id, at, act, subject, subject_id, trace_id, detail)
       values ($1, now(), 'submit', 'ACCESS_REQUEST', $1, '', '{}')`,
      [recordId],
      'delete from audit_record where id = $1',
    );
    expect(faults).toEqual([{ kind: 'UNLINKED', place: null, recordId }]);
  });

  test.each([0, -1])('puts one in with a link before the first, at %d', async (place) => {
    const recordId = randomUUIDv7();
    await forger.query('insert into audit_link values ($2, $1, $3, $3, now())', [recordId, place, 'f'.repeat(64)]);
    const faults = await faultsAfter(
      `insert into audit_record (id, at, act, subject, subject_id, trace_id, detail)
       values ($1, now(), 'submit', 'ACCESS_REQUEST', $1, '', '{}')`,
      [recordId],
      'delete from audit_record where id = $1',
    ).finally(() => forger.query('delete from audit_link where record_id = $1', [recordId]));
    expect(faults).toEqual([{ kind: 'REORDERED', place, recordId }]);
  });

  test('lets two change places', async () => {
    const [first, second] = (await kept()).slice(-2) as [KeptLink, KeptLink];
    const swap = `update audit_link l set digest = o.digest, record_id = o.record_id
      from (values ($1::bigint, $3::uuid, $4::text), ($2, $5, $6)) as o (place, record_id, digest) where o.place = l.place`;
    await forger.query('begin');
    await forger.query('alter table audit_link drop constraint audit_link_record_id_key');
    await forger.query(swap, [first.place, second.place, second.recordId, second.digest, first.recordId, first.digest]);
    await forger.query('commit');
    try {
      expect((await verify()).faults.map((fault) => fault.kind)).toEqual(['REORDERED', 'REORDERED']);
    } finally {
      await forger.query(swap, [
        first.place,
        second.place,
        first.recordId,
        first.digest,
        second.recordId,
        second.digest,
      ]);
      await forger.query('alter table audit_link add unique (record_id)');
    }
  });

  test('writes the whole chain anew: the checkpoint that was published earlier says so', async () => {
    const links = await kept();
    const { checkpoints } = await published();
    const signed = links.map(({ place, link }) => [place, link]);
    let before = BEFORE_ALL;
    const anew = links.map(({ place, digest }, index) => {
      // As if the first had been another.
      before = linkOf(before, index === 0 ? 'ff'.repeat(32) : digest);
      return [place, before];
    });
    const set = `update audit_link l set link = n.link from unnest($1::bigint[], $2::text[]) as n (place, link) where n.place = l.place`;
    const columns = (rows: unknown[][]) => [rows.map(([place]) => place), rows.map(([, link]) => link)];
    await forger.query("update audit_link set digest = repeat('ff', 32) where place = 1");
    await forger.query(set, columns(anew));
    try {
      const kinds = (await verify(checkpoints)).faults.map((fault) => fault.kind);
      expect(kinds).toContain('REWRITTEN');
      expect(kinds).not.toContain('REORDERED');
    } finally {
      await forger.query('update audit_link set digest = $1 where place = 1', [links[0]?.digest]);
      await forger.query(set, columns(signed));
    }
    expect((await verify(checkpoints)).faults).toEqual([]);
  });
});

test('an exported chain is verified without the database', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'audit-'));
  try {
    const file = join(folder, 'chain.jsonl');
    const links = await kept();
    await writeFile(file, links.map(toLine).join(''));
    const { keys, checkpoints } = await published();
    const trusted = { chain: 'credentials', keys: { keys }, checkpoints };
    expect(await verifyLinks(readExported(file), trusted, { hashAll })).toMatchObject({
      links: links.length,
      faults: [],
      refused: 0,
    });
    await writeFile(file, links.map(toLine).join('').replace('"index":1', '"index":2'));
    expect((await verifyLinks(readExported(file), trusted, { hashAll })).faults).toMatchObject([{ kind: 'ALTERED' }]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('checkpoints are for the gateway to pass on, by month', async () => {
  expect((await service.fetch('/internal/audit-checkpoints/2026-11.json')).status).toBe(401);
  for (const month of ['2026-13', '2026', 'x', "2026-11'"]) {
    const path = `/internal/audit-checkpoints/${encodeURIComponent(month)}.json`;
    expect((await service.fetch(path, { as: { kind: 'anonymous' } })).status).toBe(404);
  }
  const long = await service.fetch('/internal/audit-checkpoints/2019-02.json', { as: { kind: 'anonymous' } });
  expect(await long.json()).toMatchObject({ chain: 'credentials', month: '2019-02', checkpoints: [] });
  const { keys } = await published();
  expect(keys.map(({ kid, d }) => [kid, d])).toEqual([['credentials', undefined]]);
});
