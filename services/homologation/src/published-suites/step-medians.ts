import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { StepMedian } from './published-suite.ts';

/** Of fewer it could be told whose they are. */
const FEWEST_CREDENTIALS = 5;

interface Row {
  step_id: string;
  credentials: number;
  hours: number;
  calls: number;
}

/** Medians are counted so often at most: they need all runs of a suite. */
const COUNTED_EVERY_MS = 300_000;

/** The medians of each suite, as they were a few minutes ago. */
export class StepMedians {
  private readonly bySuite = new Map<string, { until: number; medians: Promise<ReadonlyMap<string, StepMedian>> }>();

  constructor(
    private readonly orm: MikroORM,
    private readonly now: () => Date,
  ) {}

  /** By the steps' ids. */
  of(suiteId: string): Promise<ReadonlyMap<string, StepMedian>> {
    const now = this.now().getTime();
    const known = this.bySuite.get(suiteId);
    if (known && known.until > now) return known.medians;
    const medians = stepMedians(this.orm.em.fork(), suiteId);
    this.bySuite.set(suiteId, { until: now + COUNTED_EVERY_MS, medians });
    medians.catch(() => this.bySuite.delete(suiteId));
    return medians;
  }
}

/**
 * What it took to pass each step of a suite, whatever its version; by each credential once, as it passed it first. What was
 * carried over from another run was not passed in this one.
 */
async function stepMedians(em: EntityManager, suiteId: string): Promise<ReadonlyMap<string, StepMedian>> {
  const rows = await em.execute<Row[]>(
    `with passed as (
       select distinct on (credential_id, step.key) step.key as step_id,
         ((step.value ->> 'passedAt')::double precision - extract(epoch from opened_at) * 1000) / 3600000 as hours,
         (step.value ->> 'callsToPass')::integer as calls
       from conformance_run, jsonb_each(state -> 'steps') as step
       where suite_id = ? and (step.value ->> 'passedAt')::double precision >= extract(epoch from opened_at) * 1000
       order by credential_id, step.key, conformance_run.id
     )
     select step_id, count(*)::integer as credentials,
       percentile_cont(0.5) within group (order by hours)::double precision as hours,
       percentile_disc(0.5) within group (order by calls)::integer as calls
     from passed group by step_id having count(*) >= ?`,
    [suiteId, FEWEST_CREDENTIALS],
  );
  return new Map(rows.map(({ step_id, ...median }) => [step_id, median]));
}
