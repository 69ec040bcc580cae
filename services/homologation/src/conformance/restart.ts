import type { EntityManager } from '@mikro-orm/postgresql';
import {
  carry,
  connectorChange,
  connectorName,
  foundBefore,
  type RunState,
  runOutcome,
  type Suite,
} from '@portal/conformance';
import { refuse } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { HomologationContext } from '../context.ts';
import { carryOverrides } from '../overrides/override-rows.ts';
import { type Performed, perform } from '../perform.ts';
import type { ConformanceRun } from './conformance-run.ts';
import { type HeldRun, nextRun, replaced } from './held-run.ts';
import { holdOwnRun, tellOfRuns } from './own-run.ts';
import { runsById } from './read-runs.ts';
import type { RestartConformanceRunInput } from './run-input.ts';
import { carrySeen, writeRuns } from './write-runs.ts';

/** A run that took another's place, and what of it is to be done again. */
export interface Restarted {
  run: ConformanceRun;
  redo: readonly string[];
}

/** Begins a run anew by the newest version of its suite, and for the connector that called last. */
export function restartRun(
  ctx: HomologationContext,
  { runId }: RestartConformanceRunInput,
): Promise<Performed<Restarted>> {
  return perform(
    ctx,
    async (em, person, now) => {
      const run = await holdOwnRun(em, ctx, { runId, now });
      const connector = await lastConnector(em, run.credentialId);
      const earlier = await earlierRun(em, ctx, run, connector);
      const next = carried(run, ctx, { connector, earlier, now });
      if (!next) {
        return refuse(
          'NOT_ALLOWED',
          'Nada mudou desde que esta execução começou: nem o roteiro, nem a versão do sistema.',
          ['runId'],
        );
      }
      await writeRuns(em, [replaced(run, next, now.getTime()), next], ctx.suites, now);
      await carrySeen(em, run.id, next);
      await carryOverrides(em, run.id, next);
      if (earlier) await carryOverrides(em, earlier.id, next);
      const detail = { credential: run.credentialId, before: run.id, suite: next.suite.hash };
      const subject = { subject: 'CONFORMANCE_RUN', subjectId: next.id } as const;
      await audit(em, { at: now, actorId: person.id, act: 'restartConformanceRun', ...subject, detail });
      await tellOfRuns(em, [run, next]);
      return { id: next.id };
    },
    (em, id) => readRestarted(em, ctx, id),
  );
}

/** The run that takes its place; undefined where neither suite nor connector changed. */
function carried(
  run: HeldRun,
  { suites }: Pick<HomologationContext, 'suites'>,
  { connector, earlier, now }: { connector: string | null; earlier: EarlierRun | undefined; now: Date },
): HeldRun | undefined {
  const suite = suites.newest(run.suite.id) ?? run.suite;
  const another = connectorChange(run.state.connector, connector) !== 'NONE' && connector !== null;
  if (suite.hash === run.suite.hash && !another) return undefined;
  let { state } = carry({ suite: run.suite, state: run.state }, suite);
  if (another) ({ state } = carry({ suite, state }, connector));
  if (another && earlier) state = foundBefore(earlier, suite, state);
  // Of one in which all was carried over no call is waited for: it is open, and complete, from now on.
  const at = runOutcome(suite, state) === 'COMPLETE' ? now.getTime() : null;
  return nextRun(run, { ...state, openedAt: at, completedAt: at }, suite);
}

/** The newest run before it, by the same suite, that is of that version of the connector. */
interface EarlierRun {
  id: string;
  suite: Suite;
  state: RunState;
}

/** Who goes back to a version finds there what people found of it. */
async function earlierRun(
  em: EntityManager,
  { suites }: Pick<HomologationContext, 'suites'>,
  run: HeldRun,
  connector: string | null,
): Promise<EarlierRun | undefined> {
  if (connector === null || !run.earlier.has(connector)) return undefined;
  const [found] = await em.execute<{ id: string; suite_hash: string; state: RunState }[]>(
    `select id, suite_hash, state from conformance_run
     where credential_id = ? and suite_id = ? and connector = ? and id <> ? order by id desc limit 1`,
    [run.credentialId, run.suite.id, connector, run.id],
  );
  const suite = found && (await suites.load(em, [found.suite_hash])).get(found.suite_hash);
  return suite && { id: found.id, suite, state: found.state };
}

async function lastConnector(em: EntityManager, credentialId: string): Promise<string | null> {
  const rows = await em.execute<{ connector: string | null }[]>(
    `select connector from call_of_credential join call on call.id = call_id
     where credential_id = ? and host = 'EHR' and connector is not null order by call_id desc limit 20`,
    [credentialId],
  );
  return rows.map(({ connector }) => connectorName(connector)).find((name) => name !== null) ?? null;
}

/** Told again for the same key: what is to be redone is what the run before had and this one began without. */
async function readRestarted(em: EntityManager, ctx: HomologationContext, id: string): Promise<Restarted> {
  const [run] = await runsById(em, [id]);
  const [before] = await em.execute<{ id: string }[]>(
    'select id from conformance_run where credential_id = ? and replaced_by = ?',
    [run?.credentialId ?? null, id],
  );
  const [old] = before ? await runsById(em, [before.id]) : [];
  if (!run || !old) throw new Error('a run that was begun anew is not there');
  const suites = await ctx.suites.load(em, [run.suiteHash, old.suiteHash]);
  const [from, to] = [suites.get(old.suiteHash), suites.get(run.suiteHash)];
  if (!from || !to) throw new Error('a run is pinned to a suite that is not kept');
  const anew = carry({ suite: from, state: old.state }, to);
  const again = run.connector === null ? { redo: [] } : carry({ suite: to, state: anew.state }, run.connector);
  return { run, redo: [...anew.redo, ...again.redo] };
}
