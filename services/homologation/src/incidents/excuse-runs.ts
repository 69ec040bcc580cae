import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { excuse } from '@portal/conformance';
import type { KnownSuites } from '../conformance/known-suites.ts';
import { readHeld } from '../conformance/move-waiting.ts';
import { tellOfRuns } from '../conformance/own-run.ts';
import { lockRuns, writeRuns } from '../conformance/write-runs.ts';

/** What runs are excused with. */
export interface ExcuseGround {
  orm: MikroORM;
  suites: KnownSuites;
  now: () => Date;
}

/** What was under way while the environment was not as it should be is held against nobody. May be done twice. */
export async function excuseRuns(
  { orm, suites, now }: ExcuseGround,
  { from, until }: { from: Date; until: Date },
): Promise<void> {
  const rows = await orm.em
    .fork()
    .execute<{ id: string }[]>(
      `select distinct credential_id::text as id from conformance_run where replaced_by is null and outcome <> 'COMPLETE'`,
    );
  const incident = { startedAt: from.getTime(), endedAt: until.getTime() };
  for (const { id } of rows) {
    await orm.em.fork().transactional((em) => excuseCredential(em, id, incident, suites, now()));
  }
}

async function excuseCredential(
  em: EntityManager,
  credentialId: string,
  incident: { startedAt: number; endedAt: number },
  suites: KnownSuites,
  now: Date,
): Promise<void> {
  await lockRuns(em, credentialId);
  const held = await readHeld(em, [credentialId], suites, now);
  const excused = held.map((run) => {
    const state = excuse(run.state, incident);
    return JSON.stringify(state) === JSON.stringify(run.state) ? run : { ...run, state };
  });
  const changed = await writeRuns(em, excused, suites, now);
  await tellOfRuns(em, changed);
}
