import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { excuse } from '@portal/conformance';
import type { KnownSuites } from '../conformance/known-suites.ts';
import { readHeld } from '../conformance/move-waiting.ts';
import { tellOfRuns } from '../conformance/own-run.ts';
import { lockRuns, writeRuns } from '../conformance/write-runs.ts';
import { LONGEST_SILENCE_MS, writeIncident } from './ledger.ts';

/** How often an instance says that it is there. */
export const SIGN_EVERY_MS = 15_000;

/** What a sign of life is given with. */
export interface SignGround {
  orm: MikroORM;
  suites: KnownSuites;
  now: () => Date;
}

/** Says that the environment is there; where nobody said so for more than a minute, that was an incident, and runs are excused. */
export async function giveSignOfLife({ orm, suites, now }: SignGround): Promise<void> {
  const at = now();
  const [last] = await orm.em.fork().execute<{ at: Date }[]>('select at from sign_of_life');
  const from = last && new Date(last.at);
  const silence = from && at.getTime() - from.getTime() > LONGEST_SILENCE_MS ? { from, until: at } : undefined;
  // Before the sign: once it is given nobody looks behind it. Both may be done twice.
  if (silence) await excuseRuns({ orm, suites, now }, silence);
  await orm.em.fork().transactional(async (em) => {
    if (silence) await writeIncident(em, 'DOWN', { ...silence, calls: 0 });
    await em.execute(
      `insert into sign_of_life (at) values (?) on conflict (one) do update set at = greatest(sign_of_life.at, excluded.at)`,
      [at],
    );
  });
}

/** What was under way while the environment was not there is held against nobody. */
async function excuseRuns({ orm, suites, now }: SignGround, silence: { from: Date; until: Date }): Promise<void> {
  const rows = await orm.em
    .fork()
    .execute<{ id: string }[]>(
      `select distinct credential_id::text as id from conformance_run where replaced_by is null and outcome <> 'COMPLETE'`,
    );
  const incident = { startedAt: silence.from.getTime(), endedAt: silence.until.getTime() };
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
