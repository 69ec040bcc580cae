import type { EntityManager } from '@mikro-orm/postgresql';
import { type RunState, remaining, runOutcome } from '@portal/conformance';
import { arrayLiteral } from '@portal/service-kit';
import { noteChangedRuns } from '../reports/told-reports.ts';
import type { CallRow } from './call-facts.ts';
import type { HeldRun, NearestCall } from './held-run.ts';
import type { KnownSuites } from './known-suites.ts';

/** One at a time for each credential, in every instance: calls, declarations and what reviewers find move its runs. */
export async function lockRuns(em: EntityManager, credentialId: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [lockOf(credentialId)]);
}

/** Those of the credentials whose runs nobody else moves at this moment. */
export async function lockFree(em: EntityManager, credentialIds: readonly string[]): Promise<string[]> {
  const rows = await em.execute<{ id: string; free: boolean }[]>(
    `select id::text, pg_try_advisory_xact_lock(hashtextextended('${lockOf('')}' || id, 0)) as free
     from unnest(?::uuid[]) as id`,
    [arrayLiteral(credentialIds)],
  );
  return rows.filter(({ free }) => free).map(({ id }) => id);
}

const lockOf = (credentialId: string) => `conformance of ${credentialId}`;

/** Writes runs as they are now, with whom a complete one is to be told of; those that nothing changed are left as they are. */
export async function writeRuns(
  em: EntityManager,
  all: readonly HeldRun[],
  suites: KnownSuites,
  now: Date,
): Promise<HeldRun[]> {
  const changed = all.filter(({ state, before, replacedBy }) => state !== before || replacedBy !== null);
  if (changed.length === 0) return [];
  const fresh = changed.filter(({ before }) => before === null);
  if (fresh.length > 0) {
    const pinned = new Map(fresh.map(({ suite }) => [suite.hash, suite]));
    await suites.keep(em, [...pinned.values()], now);
  }
  // First those that end: of each suite there is one that calls move.
  const rows = changed
    .map((run) => rowOf(run, now))
    .sort((one, other) => Number(!one.replaced_by) - Number(!other.replaced_by));
  await em.execute(
    `insert into conformance_run (id, credential_id, owner_id, suite_id, suite_hash, connector, state, outcome, calls,
       remaining, opened_at, changed_at, completed_at, replaced_by)
     select id, credential_id, owner_id, suite_id, suite_hash, connector, state, outcome, calls, remaining, opened_at,
       changed_at, completed_at, replaced_by
     from jsonb_to_recordset(?::jsonb) as run (id uuid, credential_id uuid, owner_id uuid, suite_id text, suite_hash text,
       connector text, state jsonb, outcome text, calls int, remaining int, opened_at timestamptz, changed_at timestamptz,
       completed_at timestamptz, replaced_by uuid, place int)
     order by place
     on conflict (id) do update set connector = excluded.connector, state = excluded.state, outcome = excluded.outcome,
       calls = excluded.calls, remaining = excluded.remaining, opened_at = excluded.opened_at,
       changed_at = excluded.changed_at, completed_at = excluded.completed_at, replaced_by = excluded.replaced_by`,
    [JSON.stringify(rows.map((row, place) => ({ ...row, place })))],
  );
  const completed = changed.filter(({ state, before }) => state.completedAt !== null && !before?.completedAt);
  if (completed.length > 0) {
    await em.execute(
      `insert into conformance_completion (run_id, completed_at) select * from unnest(?::uuid[], ?::timestamptz[])
       on conflict (run_id) do nothing`,
      [
        arrayLiteral(completed.map(({ id }) => id)),
        arrayLiteral(completed.map(({ state }) => isoOf(state.completedAt))),
      ],
    );
  }
  await noteChangedRuns(em, changed);
  return changed;
}

/** Keeps what the attempts of runs tell of their calls, and lets go of what they tell no more. */
export async function writeSeen(
  em: EntityManager,
  runs: readonly HeldRun[],
  calls: ReadonlyMap<string, CallRow>,
): Promise<void> {
  const added: Record<string, unknown>[] = [];
  const dropped: { run_id: string; call_id: string }[] = [];
  for (const { id: run_id, state, before } of runs) {
    const [old, now] = [callsIn(before), callsIn(state)];
    for (const call_id of old) if (!now.has(call_id)) dropped.push({ run_id, call_id });
    for (const call_id of now) {
      const call = old.has(call_id) ? undefined : calls.get(call_id);
      if (!call) continue;
      const { at, method, operation, status, codes, fault_kind: fault } = call;
      added.push({ run_id, call_id, at, method, operation, status, codes, fault });
    }
  }
  if (added.length > 0) {
    await em.execute(
      `insert into conformance_seen (run_id, call_id, at, method, operation, status, codes, fault)
       select run_id, call_id, at, method, operation, status, array(select jsonb_array_elements_text(codes)), fault
       from jsonb_to_recordset(?::jsonb) as seen (run_id uuid, call_id uuid, at timestamptz, method text, operation text,
         status int, codes jsonb, fault text)
       on conflict do nothing`,
      [JSON.stringify(added)],
    );
  }
  if (dropped.length > 0) {
    await em.execute(
      `delete from conformance_seen using jsonb_to_recordset(?::jsonb) as gone (run_id uuid, call_id uuid)
       where conformance_seen.run_id = gone.run_id and conformance_seen.call_id = gone.call_id`,
      [JSON.stringify(dropped)],
    );
  }
}

/** A run that took another's place tells of its calls as that one did. */
export async function carrySeen(em: EntityManager, from: string, to: HeldRun): Promise<void> {
  const ids = callsIn(to.state);
  if (ids.size === 0) return;
  await em.execute(
    `insert into conformance_seen select ?, call_id, at, method, operation, status, codes, fault from conformance_seen
     where run_id = ? and call_id = any(?::uuid[]) on conflict do nothing`,
    [to.id, from, arrayLiteral(ids)],
  );
}

/** Keeps what each call was for. */
export async function writeNearest(em: EntityManager, all: readonly NearestCall[]): Promise<void> {
  if (all.length === 0) return;
  const rows = all.map(({ callId, runId, stepId, matched, why }) => ({
    call_id: callId,
    run_id: runId,
    step_id: stepId,
    matched,
    why: why?.slice(0, 1_000) ?? null,
  }));
  await em.execute(
    `insert into conformance_call (call_id, run_id, step_id, matched, why)
     select call_id, run_id, step_id, matched, why from jsonb_to_recordset(?::jsonb)
       as nearest (call_id uuid, run_id uuid, step_id text, matched boolean, why text)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}

function rowOf({ id, credentialId, ownerId, suite, state, replacedBy }: HeldRun, now: Date) {
  const outcome = runOutcome(suite, state);
  return {
    id,
    credential_id: credentialId,
    owner_id: ownerId,
    suite_id: suite.id,
    suite_hash: suite.hash,
    connector: state.connector?.slice(0, 200) ?? null,
    state,
    outcome,
    calls: state.calls,
    remaining: remaining(suite, state).length,
    opened_at: state.openedAt === null ? now : isoOf(state.openedAt),
    changed_at: now,
    // Of one in which something is in review the state alone keeps it.
    completed_at: outcome === 'COMPLETE' ? isoOf(state.completedAt) : null,
    replaced_by: replacedBy,
  };
}

/** The calls that a run's attempts name. */
function callsIn(state: RunState | null): Set<string> {
  const attempts = Object.values(state?.steps ?? {}).flatMap(({ attempts }) => attempts);
  return new Set(
    attempts.flatMap(({ calls, failedBy }) => [...Object.values(calls), ...(failedBy === null ? [] : [failedBy])]),
  );
}

const isoOf = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString());
