import type { MikroORM } from '@mikro-orm/postgresql';
import { LONGEST_DEBT_MS } from './account.ts';
import type { BudgetStore, FullTimes } from './budget-store.ts';

const SWEEP_MS = 60_000;

interface Row {
  caller: string;
  fullAt: number;
}

/** Debts in the database `gateway`: a row for each caller whose bucket is not full. */
export class PostgresBudgets implements BudgetStore {
  private sweptAt = 0;

  constructor(private readonly orm: MikroORM) {}

  async read(callers: readonly string[]): Promise<FullTimes> {
    return this.ask(
      'select caller, full_at as "fullAt" from budgets where caller in (select json_array_elements_text(?::json))',
      [JSON.stringify(callers)],
    );
  }

  async add(owed: ReadonlyMap<string, number>, now: number): Promise<FullTimes> {
    const rows = JSON.stringify([...owed].map(([caller, ms]) => ({ caller, ms })));
    const added = await this.ask(
      // In one order, so that two gateways wait for each other and not each for the other.
      `insert into budgets as known (caller, full_at)
         select caller, ?::float8 + ms from json_to_recordset(?::json) as owed (caller text, ms float8) order by caller
       on conflict (caller) do update set full_at = excluded.full_at
         + case when known.full_at > ?::float8 then 0 else greatest(known.full_at - ?::float8, 0) end
       returning caller, full_at as "fullAt"`,
      [now, rows, now + LONGEST_DEBT_MS, now],
    );
    await this.sweep(now);
    return added;
  }

  /** What is full is as good as none. */
  private async sweep(now: number): Promise<void> {
    if (now - this.sweptAt < SWEEP_MS) return;
    this.sweptAt = now;
    await this.orm.em.fork().execute(
      `delete from budgets where caller in
         (select caller from budgets where full_at < ? order by caller for update skip locked)`,
      [now],
    );
  }

  private async ask(statement: string, values: (string | number)[]): Promise<FullTimes> {
    const rows = await this.orm.em.fork().execute<Row[]>(statement, values);
    return new Map(rows.map(({ caller, fullAt }) => [caller, fullAt]));
  }
}
