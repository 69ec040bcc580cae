import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase, type TestDatabase } from '@portal/postgres/testing';
import { createLogger, encodeCursor, type StreamBeat } from '@portal/service-kit';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCredentialsDatabase } from '../database.ts';
import { testKeys } from '../testing/sealing.ts';
import type { Delivered } from './batch.ts';
import { cursorAt, cursorOfEnd, endOfLine, trimLine } from './cursors.ts';
import { type Sequencer, startSequencer } from './sequencer.ts';

let database: TestDatabase;
let orm: MikroORM;
let sequencer: Sequencer;
let clock: Date;

const interest = { subject: 'CREDENTIAL' } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await openCredentialsDatabase(database.url, testKeys);
  sequencer = await startSequencer({
    orm,
    databaseUrl: database.url,
    now: () => clock,
    logger: createLogger('sequencer'),
  });
});

afterAll(async () => {
  await sequencer[Symbol.asyncDispose]();
  await orm.close(true);
  await database[Symbol.asyncDispose]();
});

beforeEach(() => {
  clock = new Date('2026-11-24T12:00:00Z');
});

/** A transaction of its own that puts a change on the line, to be committed when the test says so. */
async function begin(at = clock): Promise<{ subjectId: string; commit: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const subjectId = randomUUID();
  await client.query('begin');
  await client.query(
    `insert into outbox (id, at, subject, subject_id, owner_id) values ($1, $2, 'CREDENTIAL', $3, $4)`,
    [randomUUID(), at, subjectId, randomUUID()],
  );
  return {
    subjectId,
    async commit() {
      await client.query('commit');
      await client.end();
    },
  };
}

async function take(stream: AsyncIterator<Delivered | StreamBeat>, count: number): Promise<Delivered['change'][]> {
  const changes = [];
  while (changes.length < count) {
    const { value, done } = await stream.next();
    if (done) break;
    if (!('beat' in value)) changes.push(value.change);
  }
  return changes;
}

describe('the line of changes', () => {
  it('is in the order of the commits, not of the writes', async () => {
    const stream = await sequencer.follow(interest, null);
    const first = await begin();
    const second = await begin();
    await second.commit();
    const [seenFirst] = await take(stream, 1);
    await first.commit();
    const [seenSecond] = await take(stream, 1);
    expect([seenFirst?.subjectId, seenSecond?.subjectId]).toEqual([second.subjectId, first.subjectId]);
    expect(seenSecond?.pos).toBeGreaterThan(seenFirst?.pos ?? 0);
    await stream.return?.();
  });

  it('loses nothing to those who write at once, and gives each once', async () => {
    const cursor = await cursorOfEnd(orm.em.fork(), clock);
    const live = await sequencer.follow(interest, null);
    const written = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const change = await begin();
        await change.commit();
        return change.subjectId;
      }),
    );
    const seenLive = await take(live, written.length);
    const seenLater = await take(await sequencer.follow(interest, cursor), written.length);
    expect(seenLive.map(({ subjectId }) => subjectId).sort()).toEqual(written.sort());
    expect(seenLater).toEqual(seenLive);
    expect(seenLive.map(({ pos }) => pos)).toEqual(seenLive.map(({ pos }) => pos).sort((a, b) => a - b));
    await live.return?.();
  });

  it('catches up when the connection that listens was lost', async () => {
    const stream = await sequencer.follow(interest, null);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'portal listen outbox'`,
    );
    await client.end();
    const change = await begin();
    await change.commit();
    expect((await take(stream, 1)).map(({ subjectId }) => subjectId)).toEqual([change.subjectId]);
    await stream.return?.();
  });
});

describe('a cursor', () => {
  it('is good for 30 days', async () => {
    const cursor = await cursorOfEnd(orm.em.fork(), clock);
    clock = new Date('2026-12-24T12:00:00Z');
    await (await sequencer.follow(interest, cursor)).return?.();
    clock = new Date('2026-12-24T12:00:01Z');
    await expect(sequencer.follow(interest, cursor)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
  });

  it.each(['', 'x', cursorAt({ pos: -1, id: '' }, new Date()), encodeCursor(['own', 1, 1]), encodeCursor([1])])(
    'that was never given is refused: %s',
    async (cursor) => {
      await expect(sequencer.follow(interest, cursor)).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
    },
  );

  it('from before a restore is told apart, whether its place is not taken yet or by something else', async () => {
    const em = orm.em.fork();
    await (await begin()).commit();
    const given = await cursorOfEnd(em, clock);
    const lost = { extensions: { code: 'CURSOR_LOST' } };
    // The copy does not have it.
    await em.execute('delete from outbox where pos = (select max(pos) from outbox)');
    await em.execute("select setval('outbox_pos', (select max(pos) from outbox))");
    await expect(sequencer.follow(interest, given)).rejects.toMatchObject(lost);
    await (await begin()).commit();
    await expect(sequencer.follow(interest, given)).rejects.toMatchObject(lost);
    await (await sequencer.follow(interest, await cursorOfEnd(em, clock))).return?.();
  });

  it('still finds its place on a line that was trimmed', async () => {
    for (const at of ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']) await (await begin(new Date(at))).commit();
    const em = orm.em.fork();
    const end = await endOfLine(em);
    await trimLine(em, clock);
    expect(await endOfLine(em)).toBe(end);
    const cursor = await cursorOfEnd(em, clock);
    const stream = await sequencer.follow(interest, cursor);
    const change = await begin();
    await change.commit();
    expect((await take(stream, 1)).map(({ subjectId }) => subjectId)).toEqual([change.subjectId]);
    await stream.return?.();
  });
});
