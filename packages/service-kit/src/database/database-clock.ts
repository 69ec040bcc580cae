import type { MikroORM } from '@mikro-orm/postgresql';
import type { Logger } from '../logger.ts';

/** How often the database is asked. */
const ASKED_EVERY_MS = 15_000;
/** An answer that was longer on its way says too little. */
const ANSWERED_WITHIN_MS = 500;
const MOST_TRIES = 5;

/**
 * The time by the clock of the database, whatever that of this machine says: what several processes decide by time they decide
 * alike, also while one of their clocks is hours off. Between two answers it goes on by the monotonic clock, which nobody sets.
 */
export class DatabaseClock implements Disposable {
  private at = 0;
  private measured = 0;
  private timer: NodeJS.Timeout | undefined;
  private over = false;

  private constructor(
    private readonly orm: MikroORM,
    private readonly logger: Logger,
  ) {}

  /** Asks the database what time it is, and again every 15 s until it is disposed of. */
  static async open(orm: MikroORM, logger: Logger): Promise<DatabaseClock> {
    const clock = new DatabaseClock(orm, logger);
    for (let tries = 1; !(await clock.ask(tries === MOST_TRIES)); tries++);
    clock.askLater();
    return clock;
  }

  /** Now. */
  readonly now = (): Date => new Date(this.at + performance.now() - this.measured);

  [Symbol.dispose](): void {
    this.over = true;
    clearTimeout(this.timer);
  }

  private askLater(): void {
    if (this.over) return;
    this.timer = setTimeout(() => {
      // Without an answer it goes on as it went.
      this.ask(false)
        .catch((err) => this.logger.debug({ err }, 'the database did not say what time it is'))
        .finally(() => this.askLater());
    }, ASKED_EVERY_MS).unref();
  }

  /** Whether the answer says enough, or has to do. */
  private async ask(hasToDo: boolean): Promise<boolean> {
    const asked = performance.now();
    const [row] = await this.orm.em
      .getConnection()
      .execute<{ at: number }[]>('select (extract(epoch from clock_timestamp()) * 1000)::float8 as at');
    const answered = performance.now();
    const within = (answered - asked) / 2;
    if (!row || (answered - asked > ANSWERED_WITHIN_MS && !hasToDo)) return false;
    const at = row.at + within;
    // What the way of the answer explains moves nothing: time does not go back by it.
    const apart = at - (this.at + answered - this.measured);
    if (this.at === 0 || Math.abs(apart) > within) [this.at, this.measured] = [at, answered];
    return true;
  }
}
