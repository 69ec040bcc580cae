import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { excuse } from '@portal/conformance';
import { readHeld } from '../conformance/move-waiting.ts';
import { tellMoved } from '../conformance/run-line.ts';
import type { SuiteShelf } from '../conformance/suite-shelf.ts';
import { lockRuns, writeRuns } from '../conformance/write-runs.ts';
import { writeIncident } from './ledger.ts';

/** How often an instance says that it is there. */
export const SIGN_EVERY_MS = 15_000;
/** Silence that is longer is an incident. */
const LONGEST_SILENCE_MS = 60_000;

/** What a sign of life is given with. */
export interface SignGround {
  orm: MikroORM;
  suites: SuiteShelf;
  now: () => Date;
}

/** Says that the environment is there; where nobody said so for more than a minute, that was an incident, and runs are excused. */
export async function giveSignOfLife({ orm, suites, now }: SignGround): Promise<void> {
  const at = now();
  const silence = await orm.em.fork().transactional(async (em) => {
    const [last] = await em.execute<{ at: Date }[]>('select at from sign_of_life for update');
    await em.execute(
      `insert into sign_of_life (at) values (?) on conflict (one) do update set at = greatest(sign_of_life.at, excluded.at)`,
      [at],
    );
    const from = last && new Date(last.at);
    if (!from || at.getTime() - from.getTime() <= LONGEST_SILENCE_MS) return undefined;
    await writeIncident(em, 'DOWN', { from, until: at, calls: 0 });
    return { from, until: at };
  });
  if (silence) await excuseRuns({ orm, suites, now }, silence);
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
  suites: SuiteShelf,
  now: Date,
): Promise<void> {
  await lockRuns(em, credentialId);
  const held = await readHeld(em, [credentialId], suites, now);
  const excused = held.map((run) => {
    const state = excuse(run.state, incident);
    return JSON.stringify(state) === JSON.stringify(run.state) ? run : { ...run, state };
  });
  const changed = await writeRuns(em, excused, suites, now);
  const changes = changed.map(({ id: runId }) => ({ runId, callId: null }));
  if (changes.length > 0) await tellMoved(em, [{ credentialId, calls: [], changes }]);
}
