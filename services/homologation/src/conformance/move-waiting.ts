import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayLiteral } from '@portal/service-kit';
import { logger } from '../logger.ts';
import { carryOverrides } from '../overrides/override-rows.ts';
import { CALL_COLUMNS, type CallRow, callFacts } from './call-facts.ts';
import { type HeldRun, heldRun, moveRun, type NearestCall, newRun } from './held-run.ts';
import type { KnownSuites } from './known-suites.ts';
import type { RunRow } from './read-runs.ts';
import { type Moved, tellMoved } from './run-followers.ts';
import { versionEnds } from './version-ends.ts';
import { carrySeen, lockFree, writeNearest, writeRuns, writeSeen } from './write-runs.ts';

/** Whose a credential is, and what it is judged by. */
export interface Judged {
  ownerId: string;
  services: readonly string[];
}

/** How many calls one transaction looks at. */
export const MOST_CALLS = 500;

/** How many credentials' runs one transaction moves. */
const MOST_CREDENTIALS = 50;

/** The credentials of which calls wait; those that waited longest first. */
export async function waitingCredentials(em: EntityManager): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select credential_id::text as id from call_waiting group by credential_id order by min(call_id::text) limit ?`,
    [MOST_CREDENTIALS],
  );
  return rows.map(({ id }) => id);
}

/**
 * Moves the runs of credentials on by the calls that wait, each once: a credential whose runs somebody else moves is left to
 * them. Tells how many calls it looked at.
 */
export async function moveWaiting(
  em: EntityManager,
  judged: ReadonlyMap<string, Judged | null>,
  suites: KnownSuites,
  now: Date,
): Promise<number> {
  const ids = await lockFree(em, [...judged.keys()]);
  if (ids.length === 0) return 0;
  const calls = await em.execute<CallRow[]>(
    `select waiting.credential_id, ${CALL_COLUMNS} from (
       select credential_id, call_id from call_waiting where credential_id = any(?::uuid[]) order by call_id limit ?
     ) as waiting join call on call.id = call_id order by call_id`,
    [arrayLiteral(ids), MOST_CALLS],
  );
  if (calls.length === 0) return 0;
  const runs = await readHeld(em, ids, suites, now);
  const moves = [...Map.groupBy(calls, ({ credential_id }) => credential_id)].map(([credentialId, own]) =>
    moveCredential({ credentialId, judged: judged.get(credentialId) ?? null, runs, calls: own, suites }),
  );
  const all = moves.flatMap(({ runs: moved }) => moved);
  const changed = await writeRuns(em, all, suites, now);
  for (const { id, replacedBy } of changed) {
    const next = changed.find((run) => run.id === replacedBy);
    if (!next) continue;
    await carrySeen(em, id, next);
    await carryOverrides(em, id, next);
  }
  await writeSeen(em, changed, new Map(calls.map((call) => [call.id, call])));
  await writeNearest(
    em,
    moves.flatMap(({ nearest }) => nearest),
  );
  await em.execute(
    `delete from call_waiting using unnest(?::uuid[], ?::uuid[]) as seen (credential_id, call_id)
     where call_waiting.credential_id = seen.credential_id and call_waiting.call_id = seen.call_id`,
    [arrayLiteral(calls.map(({ credential_id }) => credential_id)), arrayLiteral(calls.map(({ id }) => id))],
  );
  await tellMoved(
    em,
    moves.map(({ moved }) => moved),
  );
  return calls.length;
}

interface OfCredential {
  credentialId: string;
  /** Null of a credential that there is not any more. */
  judged: Judged | null;
  runs: readonly HeldRun[];
  calls: readonly CallRow[];
  suites: KnownSuites;
}

function moveCredential({ credentialId, judged, runs: all, calls, suites }: OfCredential) {
  let current = all.filter((run) => run.credentialId === credentialId);
  const over: HeldRun[] = [];
  const nearest: NearestCall[] = [];
  const asked = judged ? suites.ofServices(judged.services) : [];
  for (const row of calls) {
    const call = callFacts(row);
    for (const suite of asked) {
      if (current.some((run) => run.suite.id === suite.id)) continue;
      current.push(newRun(suite, { credentialId, ownerId: judged?.ownerId ?? '' }));
    }
    const next: HeldRun[] = [];
    for (const run of current) {
      try {
        const after = moveRun(run, call, suites.newest(run.suite.id));
        over.push(...after.runs.slice(0, -1));
        next.push(...after.runs.slice(-1));
        if (after.nearest) nearest.push(after.nearest);
      } catch (err) {
        logger.error({ err, run: run.id, call: call.id }, 'a call could not be held against a run');
        next.push(run);
      }
    }
    current = next;
  }
  const changes = nearest.map(({ runId, callId }) => ({ runId, callId }));
  const moved: Moved = { credentialId, calls: calls.map(({ id }) => id), changes };
  return { runs: [...over, ...current], nearest, moved };
}

/** The runs of credentials that calls move. */
export async function readHeld(
  em: EntityManager,
  credentialIds: readonly string[],
  suites: KnownSuites,
  now: Date,
): Promise<HeldRun[]> {
  const rows = await em.execute<(RunRow & { earlier: string[]; recent: number })[]>(
    `select run.*,
       array(select distinct connector from conformance_run as old where old.credential_id = run.credential_id
         and old.suite_id = run.suite_id and old.id <> run.id and connector is not null) as earlier,
       (select count(*)::int from conformance_run as old where old.credential_id = run.credential_id
         and old.suite_id = run.suite_id and old.opened_at > ?) as recent
     from conformance_run as run where credential_id = any(?::uuid[]) and replaced_by is null`,
    [new Date(now.getTime() - 86_400_000), arrayLiteral(credentialIds)],
  );
  const texts = await suites.load(
    em,
    rows.map(({ suite_hash }) => suite_hash),
  );
  const ends = await versionEnds(
    em,
    suites,
    rows.map(({ state }) => state.suite),
    now,
  );
  return rows.flatMap((row, place) => {
    const suite = texts.get(row.suite_hash);
    const { earlier, recent } = row;
    return suite ? [heldRun(row, suite, { endsAt: ends[place] ?? null, earlier: new Set(earlier), recent })] : [];
  });
}
