import { type ExcuseGround, excuseRuns } from './excuse-runs.ts';
import { LONGEST_SILENCE_MS, writeIncident } from './ledger.ts';

/** How often an instance says that it is there. */
export const SIGN_EVERY_MS = 15_000;

/** Says that the environment is there; where nobody said so for more than a minute, that was an incident, and runs are excused. */
export async function giveSignOfLife({ orm, suites, now }: ExcuseGround): Promise<void> {
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
