import type { MikroORM } from '@mikro-orm/postgresql';
import { type Period, readPanel } from '../panel/read-panel.ts';
import { publish } from './publish.ts';
import type { Transparency } from './transparency.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const WEEKS = 52;
/** Brasília keeps one time all the year. */
const OFFSET_MS = 3 * HOUR_MS;
/** 1970-01-05, the first Monday there was. */
const FIRST_MONDAY_MS = 4 * 24 * HOUR_MS + OFFSET_MS;

/** What everybody is told, reckoned at most once an hour in a process however many ask, and asked for once by all who come together. */
export class Published {
  private kept: { at: number; told: Promise<Transparency> } | undefined;

  constructor(private readonly orm: Pick<MikroORM, 'em'>) {}

  at(now: Date): Promise<Transparency> {
    const { kept } = this;
    const age = kept ? now.getTime() - kept.at : -1;
    if (kept && age >= 0 && age < HOUR_MS) return kept.told;
    const told = this.reckon(now);
    const fresh = { at: now.getTime(), told };
    this.kept = fresh;
    // What failed is asked for again by whoever comes next.
    told.catch(() => {
      if (this.kept === fresh) this.kept = undefined;
    });
    return told;
  }

  private async reckon(now: Date): Promise<Transparency> {
    const period = wholeWeeks(now);
    const panel = await readPanel(this.orm.em.fork(), { ...period, portfolios: null }, now, false);
    return publish(panel, period, now);
  }
}

/** The last year of weeks that are over: another period, chosen finely, would tell one request from the next. */
export function wholeWeeks(now: Date): Period {
  const weeks = Math.floor((now.getTime() - FIRST_MONDAY_MS) / WEEK_MS);
  const until = FIRST_MONDAY_MS + weeks * WEEK_MS;
  return { since: new Date(until - WEEKS * WEEK_MS), until: new Date(until) };
}
