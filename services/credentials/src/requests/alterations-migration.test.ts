import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase } from '@portal/postgres/testing';
import { expect, it } from 'vitest';
import { migrationsOf } from '../database.ts';
import { openPlainDatabase } from '../testing/plain-database.ts';
import { testSealing } from '../testing/sealing.ts';
import { eventually } from '../testing/sending-case.ts';

it.each([
  ['requests', 'access_request', 'credential'],
  ['credentials', 'credential', 'access_request'],
])(
  'an act that holds %s and goes on to the others is held up by alterations coming in, and not ended',
  async (_, held, next) => {
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
      await migrating.migrator.down({ to: 'Migration0036noticesTold' });
      let migrated: Promise<unknown> = Promise.resolve();
      await orm.em.fork().transactional(async (em) => {
        await em.execute(`select id from ${held} for update`);
        migrated = migrating.migrator.up();
        const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
        await eventually(async () => (await orm.em.fork().execute(waiting)).length > 0);
        await em.execute(`select id from ${next} for update`);
      });
      await migrated;
      const constraints = await orm.em.fork().execute(`select conname from pg_constraint where convalidated
        and conname in ('access_request_replaces', 'credential_alteration', 'access_request_from_homologation')`);
      expect(constraints).toHaveLength(3);
    } finally {
      await migrating.close(true);
      await orm.close(true);
    }
  },
);
