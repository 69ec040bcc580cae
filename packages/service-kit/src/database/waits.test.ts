import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Migration } from '@mikro-orm/migrations';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { expect, test } from 'vitest';
import { withOperationSignal } from '../operation-signal.ts';
import { openSilentWay } from '../silent-way.ts';
import { clockAgrees } from './clock-agrees.ts';
import { databaseName, databaseOn } from './database-url.ts';
import { DATABASE_WAITS, type DatabaseWaits } from './database-waits.ts';
import { openDatabase } from './open-database.ts';
import { refusalBehind } from './refused-wait.ts';

@Entity({ tableName: 'row' })
class Row {
  @PrimaryKey({ type: 'integer' })
  id!: number;

  @Property({ type: 'integer' })
  value!: number;
}

class Rows extends Migration {
  override up(): void {
    this.addSql('create table row (id int primary key, value int not null)');
    this.addSql('insert into row values (1, 0), (2, 0)');
  }
}

const SHORT: DatabaseWaits = { ...DATABASE_WAITS, acquireMs: 1_000, statementMs: 1_000, lockMs: 300 };

const server = process.env.TEST_DATABASE_URL ?? '';

/** An absent database's URL; what is made of it is dropped at the end. */
function ownDatabase(): { url: string } & AsyncDisposable {
  const url = databaseOn(server, `kit_${crypto.randomUUID()}`);
  return {
    url,
    async [Symbol.asyncDispose]() {
      const client = new pg.Client({ connectionString: server });
      await client.connect();
      await client.query(`drop database if exists ${pg.escapeIdentifier(databaseName(url))} with (force)`);
      await client.end();
    },
  };
}

async function openRows(waits = SHORT) {
  await using opening = new AsyncDisposableStack();
  const { url } = opening.use(ownDatabase());
  const way = opening.use(await openSilentWay(url));
  const open = (by: string) => openDatabase({ url: by, entities: [Row], migrations: [Rows], waits });
  const orm = opening.adopt(await open(way.url), (one) => one.close(true));
  /** As somebody else sees it. */
  const others = opening.adopt(await open(url), (one) => one.close(true));
  const opened = opening.move();
  return { orm, others, way, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

const change = (orm: MikroORM, id = 1) =>
  orm.em.fork().transactional((em) => em.nativeUpdate(Row, { id }, { value: 1 }));
const refusal = (work: Promise<unknown>) => work.then(() => 'done', refusalBehind);
const read = async (orm: MikroORM, id = 1) => (await orm.em.fork().findOneOrFail(Row, { id })).value;

/** Holds a row until what is given has been done. */
function whileHeld<Result>(orm: MikroORM, work: () => Promise<Result>): Promise<Result> {
  return orm.em.fork().transactional(async (em: EntityManager) => {
    await em.execute('select 1 from row where id = 1 for update');
    return work();
  });
}

test('ten who wait for a row are refused, and another reads and writes meanwhile', async () => {
  await using rows = await openRows();
  const { orm, others } = rows;
  await whileHeld(others, async () => {
    const writes = Array.from({ length: 10 }, () => refusal(change(orm)));
    expect(await read(orm, 2)).toBe(0);
    expect(await Promise.all(writes)).toEqual(Array.from({ length: 10 }, () => 'busy'));
    await change(orm, 2);
  });
  await change(orm);
  expect([await read(others), await read(others, 2)]).toEqual([1, 1]);
});

test('a statement that takes too long is refused, and what was done with it is undone', async () => {
  await using rows = await openRows();
  const slow = rows.orm.em.fork().transactional(async (em) => {
    await em.nativeUpdate(Row, { id: 1 }, { value: 7 });
    await em.execute('select pg_sleep(60)');
  });
  expect(await refusal(slow)).toBe('busy');
  expect(await read(rows.others)).toBe(0);
});

/** How many statements sleep at the server. */
async function asleep(orm: MikroORM): Promise<number> {
  const found = await orm.em.fork().execute(
    `select 1 from pg_stat_activity
     where datname = current_database() and query like 'select pg_sleep(%' and state = 'active'`,
  );
  return found.length;
}

const PATIENT: DatabaseWaits = { ...DATABASE_WAITS, statementMs: 24_000 };

test('with no connection free, who asks for one is refused', async () => {
  await using rows = await openRows(PATIENT);
  const { orm, others } = rows;
  const enough = new AbortController();
  const asked = withOperationSignal(enough.signal, () =>
    Array.from({ length: PATIENT.connections }, () => refusal(orm.em.fork().execute('select pg_sleep(23)'))),
  );
  await expect.poll(() => asleep(others)).toBe(PATIENT.connections);
  expect(await refusal(read(orm))).toBe('busy');
  enough.abort();
  expect(await Promise.all(asked)).toEqual(asked.map(() => 'busy'));
  expect(await read(orm)).toBe(0);
});

test('when nobody waits for an operation any more, its statement ends at the server and nothing of it is kept', async () => {
  await using rows = await openRows(PATIENT);
  const { orm, others } = rows;
  const gone = new AbortController();
  const slow = withOperationSignal(gone.signal, () =>
    orm.em.fork().transactional(async (em) => {
      await em.nativeUpdate(Row, { id: 1 }, { value: 7 });
      await em.execute('select pg_sleep(23)');
    }),
  );
  const refused = refusal(slow);
  await expect.poll(() => asleep(others)).toBe(1);
  gone.abort();
  expect(await refused).toBe('busy');
  await expect.poll(() => asleep(others)).toBe(0);
  expect(await read(others)).toBe(0);
});

test('connections that are lost in the middle of a transaction are given back', async () => {
  await using rows = await openRows();
  const { orm, others } = rows;
  const cutOff = () =>
    orm.em.fork().transactional(async (em) => {
      const [{ pid } = { pid: 0 }] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
      await others.em.fork().execute('select pg_terminate_backend(?)', [pid]);
      await em.nativeUpdate(Row, { id: 1 }, { value: 7 });
    });
  for (let times = 0; times < 2 * SHORT.connections; times += 1) expect(await refusal(cutOff())).toBe('busy');
  await change(orm);
  expect(await read(others)).toBe(1);
});

test('what nobody waits for any more is not committed', async () => {
  await using rows = await openRows();
  const gone = new AbortController();
  const late = withOperationSignal(gone.signal, () =>
    rows.orm.em.fork().transactional(async (em) => {
      await em.nativeUpdate(Row, { id: 1 }, { value: 7 });
      gone.abort();
    }),
  );
  expect(await refusal(late)).toBe('busy');
  expect(await read(rows.others)).toBe(0);
});

test('a server that falls silent: a reading is refused, a change is refused and not made when it goes on', async () => {
  await using rows = await openRows();
  const { orm, others, way } = rows;
  expect(await read(orm)).toBe(0);
  way.fallSilent({ arrives: false });
  expect(await refusal(read(orm))).toBe('busy');
  expect(await refusal(change(orm))).toBe('busy');
  way.goOn();
  await change(orm, 2);
  expect([await read(others), await read(others, 2)]).toEqual([0, 1]);
});

test('a commit without an answer may have been made, and so nobody says that it was not', async () => {
  await using rows = await openRows();
  const { orm, others, way } = rows;
  const silentBeforeCommit = orm.em.fork().transactional(async (em) => {
    await em.nativeUpdate(Row, { id: 1 }, { value: 7 });
    way.fallSilent();
  });
  expect(await refusal(silentBeforeCommit)).toBe('unknown');
  expect(await read(others)).toBe(7);
});

test('a clock that is a minute away from the server is named', async () => {
  await using rows = await openRows(DATABASE_WAITS);
  await clockAgrees(rows.orm);
  const refused = (apart: number) =>
    clockAgrees(rows.orm, () => Date.now() + apart).catch((error: Error) => error.message);
  expect(await refused(60_000)).toMatch(
    /^the clock of this machine is (60|61) s ahead of that of its database server$/,
  );
  expect(await refused(-60_000)).toMatch(/^the clock of this machine is (59|60) s behind that of its database server$/);
});
