import { randomUUID } from 'node:crypto';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase } from '@portal/postgres/testing';
import { expect, it } from 'vitest';
import { migrationsOf } from '../database.ts';
import { openPlainDatabase } from '../testing/plain-database.ts';
import { insertRequest } from '../testing/rows.ts';
import { testSealing } from '../testing/sealing.ts';
import { eventually } from '../testing/sending-case.ts';

it('acts go on while the indexes of the panel are built', async () => {
  await using database = await createTestDatabase();
  const orm = await openPlainDatabase(database.url);
  const migrating = await MikroORM.init({
    clientUrl: database.url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: { migrationsList: migrationsOf(testSealing), snapshot: false, silent: true, allOrNothing: false },
  });
  try {
    const { id } = await insertRequest(orm);
    await migrating.migrator.down({ to: 'Migration0031previousCertificate' });
    const act = (em = orm.em.fork()) =>
      em.execute(
        `insert into access_request_event (id, request_id, at, actor, action, "to", reasons) values (?, ?, now(), 'Ana', 'SUBMIT', 'SUBMITTED', '[]')`,
        [randomUUID(), id],
      );
    let built: Promise<unknown> = Promise.resolve();
    await orm.em.fork().transactional(async (em) => {
      await act(em);
      built = migrating.migrator.up({ to: 'Migration0032answers' });
      const waiting = `select 1 from pg_stat_activity where query like 'create index%' and wait_event_type = 'Lock' and datname = current_database()`;
      await eventually(async () => (await orm.em.fork().execute(waiting)).length > 0);
      await act();
    });
    await built;
    const names = await orm.em.fork().execute(`select indexrelid::regclass::text as name from pg_index
      where indisvalid and indexrelid::regclass::text ~ '_(answers|submits|under_way)$' order by 1`);
    expect(names).toHaveLength(3);
  } finally {
    await migrating.close(true);
    await orm.close(true);
  }
});
