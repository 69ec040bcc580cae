import { z } from 'zod';
import { type CredentialsGround, openAsker } from '../tell-credentials.ts';
import { type ExcuseGround, excuseRuns } from './excuse-runs.ts';

/** So long after its end a maintenance is still learnt of, where neither service was there. */
const LEARNT_WITHIN_MS = 30 * 24 * 3_600_000;

const answer = z.object({
  over: z.array(z.object({ id: z.uuid(), startsAt: z.iso.datetime(), endsAt: z.iso.datetime() })),
});

/**
 * Takes maintenance that was announced and is over into the ledger, each once, by its id there: only then it is known how long
 * it was. What was under way meanwhile is excused first, for nobody looks again at what is in the ledger.
 */
export async function noteMaintenance(ground: ExcuseGround & CredentialsGround): Promise<void> {
  const { orm, now } = ground;
  const since = new Date(now().getTime() - LEARNT_WITHIN_MS).toISOString();
  const ask = await openAsker(ground);
  const { over } = answer.parse(await ask(`/internal/maintenance-over?since=${since}`));
  for (const { id, startsAt, endsAt } of over) {
    const known = await orm.em.fork().execute<unknown[]>('select from homologation_incident where id = ?', [id]);
    if (known.length > 0) continue;
    const [from, until] = [new Date(startsAt), new Date(endsAt)];
    await excuseRuns(ground, { from, until });
    await orm.em.fork().execute(
      `insert into homologation_incident (id, kind, started_at, ended_at, calls) values (?, 'MAINTENANCE', ?, ?, 0)
       on conflict (id) do nothing`,
      [id, from, until],
    );
  }
}
