import type { EntityManager } from '@mikro-orm/postgresql';
import type { Proposal } from '@portal/conformance';
import type { ConformanceOutcome, ConformanceOverrideOutcome } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';
import type { HeldRun } from '../conformance/held-run.ts';

/** How a proposal ended. */
export type Decision = 'CONFIRMED' | 'DECLINED' | 'WITHDRAWN';

/** A proposal as it is kept, with how it ended. */
export interface OverrideRow {
  run_id: string;
  id: string;
  requirement_id: string;
  outcome: ConformanceOverrideOutcome;
  judged: ConformanceOutcome;
  reason: string;
  proposed_by: string;
  proposed_at: Date;
  decision: Decision | null;
  decided_at: Date | null;
  comment: string | null;
}

/** So many of each requirement are told, and those that were confirmed; all are kept. */
const MOST_TOLD = 20;

/** What was proposed of the requirements of runs, the newest first. */
export async function overridesOfRuns(em: EntityManager, runIds: readonly string[]): Promise<OverrideRow[]> {
  return em.execute<OverrideRow[]>(
    `select * from (
       select proposed.*, decision, decided_at, comment,
         row_number() over (partition by proposed.run_id, requirement_id order by proposed.id desc) as place
       from conformance_override as proposed
         left join conformance_override_decision as decided on decided.run_id = proposed.run_id and decided.id = proposed.id
       where proposed.run_id = any(?::uuid[])
     ) as told where place <= ? or decision = 'CONFIRMED' order by id desc`,
    [arrayLiteral(runIds), MOST_TOLD],
  );
}

/** Keeps what was proposed. */
export async function writeProposal(
  em: EntityManager,
  runId: string,
  requirementId: string,
  { id, outcome, judged, reason, by, at }: Proposal,
): Promise<void> {
  await em.execute(
    `insert into conformance_override (run_id, id, requirement_id, outcome, judged, reason, proposed_by, proposed_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [runId, id, requirementId, outcome, judged, reason, by, new Date(at)],
  );
}

interface DecidedProposal {
  decision: Decision;
  by: string;
  at: Date;
  comment: string | null;
}

/** Keeps how a proposal ended: once, whoever comes first. */
export async function writeDecision(
  em: EntityManager,
  runId: string,
  id: string,
  { decision, by, at, comment }: DecidedProposal,
): Promise<void> {
  await em.execute(
    `insert into conformance_override_decision (run_id, id, decision, decided_by, decided_at, comment)
     values (?, ?, ?, ?, ?, ?)`,
    [runId, id, decision, by, at, comment],
  );
}

/** A run that took another's place tells of what it carries over as that one did. */
export async function carryOverrides(em: EntityManager, from: string, to: HeldRun): Promise<void> {
  const ids = Object.values(to.state.overrides ?? {}).map(({ id }) => id);
  if (ids.length === 0) return;
  const carried = [to.id, from, arrayLiteral(ids)];
  await em.execute(
    `insert into conformance_override select ?, id, requirement_id, outcome, judged, reason, proposed_by, proposed_at
     from conformance_override where run_id = ? and id = any(?::uuid[]) on conflict do nothing`,
    carried,
  );
  await em.execute(
    `insert into conformance_override_decision select ?, id, decision, decided_by, decided_at, comment
     from conformance_override_decision where run_id = ? and id = any(?::uuid[]) on conflict do nothing`,
    carried,
  );
}
