import { randomUUID } from 'node:crypto';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase } from '@portal/postgres/testing';
import { expect, it } from 'vitest';
import { migrationsOf } from '../database.ts';
import { ana, bruno } from '../testing/people.ts';
import { openPlainDatabase } from '../testing/plain-database.ts';
import { insertCredential, insertRequest } from '../testing/rows.ts';
import { testSealing } from '../testing/sealing.ts';

const CLINIC = {
  cnes: null,
  cnpj: '11222333000181',
  name: 'Clínica',
  uf: 'GO',
  municipality: 'Goiânia',
  verified: false,
};

it('what there was goes to teams of one, each for one establishment, and back', async () => {
  await using database = await createTestDatabase();
  const orm = await openPlainDatabase(database.url);
  const migrating = await MikroORM.init({
    clientUrl: database.url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: { migrationsList: migrationsOf(testSealing), snapshot: false, silent: true, allOrNothing: false },
    forceUtcTimezone: true,
  });
  try {
    const first = await insertRequest(orm);
    const issued = await insertCredential(orm);
    const clinic = await insertRequest(orm, { establishment: CLINIC });
    const blank = await insertRequest(orm, { establishment: null });
    const others = await insertRequest(orm, {
      ownerId: bruno.id,
      requester: { name: bruno.name, email: 'b@exemplo.br', assuranceLevel: 'SILVER' },
    });
    await orm.em.execute(
      `insert into outbox (id, at, subject, subject_id, owner_id) values (?, now(), 'CREDENTIAL', ?, ?)`,
      [randomUUID(), issued.id, ana.id],
    );
    await migrating.migrator.down({ to: 'Migration0027messageTimes' });
    await migrating.migrator.up();

    const rows = await orm.em.execute<{ id: string; team_id: string | null; holder_id: string }[]>(
      'select id, team_id, holder_id from access_request',
    );
    const teamOf = new Map(rows.map(({ id, team_id }) => [id, team_id]));
    expect(teamOf.get(blank.id)).toBeNull();
    expect(rows.find(({ id }) => id === blank.id)?.holder_id).toBe(ana.id);
    expect(teamOf.get(first.id)).toBe(teamOf.get(issued.requestId));
    expect(new Set([first, clinic, others].map(({ id }) => teamOf.get(id))).size).toBe(3);
    const [told] = await orm.em.execute<{ owner_id: string }[]>(`select owner_id from outbox where subject_id = ?`, [
      issued.id,
    ]);
    expect(told?.owner_id).toBe(teamOf.get(first.id));
    const members = await orm.em.execute(
      `select person_id, role, m.name, email, coalesce(cnes, cnpj) as code from team_member m join team on team.id = team_id order by person_id, code`,
    );
    expect(members).toEqual([
      { person_id: ana.id, role: 'GESTOR', name: ana.name, email: null, code: CLINIC.cnpj },
      { person_id: ana.id, role: 'GESTOR', name: ana.name, email: null, code: '2337991' },
      { person_id: bruno.id, role: 'GESTOR', name: bruno.name, email: 'b@exemplo.br', code: '2337991' },
    ]);
  } finally {
    await migrating.close(true);
    await orm.close(true);
  }
});
