import 'reflect-metadata';
import { once } from 'node:events';
import type { Constructor, MigrationObject } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import type { Migration } from '@mikro-orm/migrations';
import { type EntityClass, MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import type { KeyRing } from '../personal-data/key-ring.ts';
import { SealsPersonalJson } from '../personal-data/personal-json.ts';
import { giveKeys, PersonalKeys } from '../personal-data/personal-keys.ts';
import { BoundedClient } from './bounded-client.ts';
import { DATABASE_WAITS, type DatabaseWaits, LONGEST_TRANSACTION_MS } from './database-waits.ts';
import { migrateDatabase } from './migrate-database.ts';
import { refusedWait } from './refused-wait.ts';
import { statementLogger } from './statements.ts';
import { TransactionGate } from './transaction-gate.ts';

/** What a database is opened with. */
export interface DatabaseOptions {
  /** Names the database; it is made where it is absent. */
  url: string;
  entities: EntityClass[];
  /** In order. They run under an advisory lock, so that services may start at once. */
  migrations: (Constructor<Migration> | MigrationObject)[];
  /** Wrap the keys by which what is about people is sealed; where absent, nothing is. */
  personalData?: KeyRing | undefined;
  /** DATABASE_WAITS where absent. */
  waits?: DatabaseWaits | undefined;
}

/** How long the end waits for statements under way. */
const STATEMENTS_END_WITHIN_MS = 5_000;

/**
 * Opens a service's database, made and migrated where that was not done by its owner; `close()` it at the end, which
 * lets statements under way end first. Nothing that is asked of it is waited for longer than `waits` say.
 */
export async function openDatabase({
  url,
  entities,
  migrations,
  personalData,
  waits = DATABASE_WAITS,
}: DatabaseOptions): Promise<MikroORM> {
  await migrateDatabase({ url, migrations });
  const orm = await MikroORM.init({
    clientUrl: url,
    entities,
    // A database may have none.
    discovery: { warnWhenNoEntities: false },
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    // Made above.
    ensureDatabase: false,
    pool: { min: 0, max: waits.connections },
    driverOptions: { ...bounds(waits), onPoolCreated: refuseAsBusy },
    // A batch UPDATE drops the check of `version`: a lost update was seen.
    useBatchUpdates: false,
    subscribers: personalData ? [new SealsPersonalJson()] : [],
    loggerFactory: () => statementLogger,
    forceUtcTimezone: true,
  });
  const connection = orm.em.getConnection();
  // Kysely begins with its first statement; one that is still on its way to it would not be waited for at the end.
  await connection.execute('select 1');
  const gate = new TransactionGate(waits.connections, waits.acquireMs);
  const transactional = connection.transactional.bind(connection);
  connection.transactional = (work, options) =>
    // One within another has its connection already.
    options?.ctx ? transactional(work, options) : gate.pass(() => transactional(work, options));
  const close = orm.close.bind(orm);
  orm.close = async (force) => {
    await statementsEnded(orm);
    await close(force);
  };
  if (personalData) {
    const keys = new PersonalKeys(personalData);
    giveKeys(orm.em.getPlatform(), keys);
    try {
      await keys.load(orm.em.fork());
    } catch (error) {
      await orm.close(true);
      throw error;
    }
  }
  return orm;
}

/** As PostgreSQL's driver takes them, at each connection's start. */
function bounds({ acquireMs, statementMs, lockMs, idleInTransactionMs }: DatabaseWaits) {
  return {
    Client: BoundedClient,
    connectionTimeoutMillis: acquireMs,
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    options: `-c transaction_timeout=${LONGEST_TRANSACTION_MS}`,
    keepAlive: true,
  };
}

/** No connection in time, or none at all: nothing was asked yet. */
function refuseAsBusy(pool: pg.Pool): void {
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  const refusing = async () =>
    connect().catch((error) => {
      throw refusedWait(error, false) ?? error;
    });
  Object.assign(pool, { connect: refusing });
}

/** Closed while a connection is being made, Kysely neither uses it nor gives it back, and its pool waits for it for ever. */
async function statementsEnded(orm: MikroORM): Promise<void> {
  const pool = await orm.em.getConnection().getNativeClient();
  const signal = AbortSignal.timeout(STATEMENTS_END_WITHIN_MS);
  while ((pool.waitingCount > 0 || pool.idleCount < pool.totalCount) && !signal.aborted) {
    await once(pool, 'release', { signal }).catch(() => {});
  }
}
