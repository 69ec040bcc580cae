import { setTimeout as pause } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Accreditations } from '../accreditation/accreditations.ts';
import { logger } from '../logger.ts';
import type { KnownSuites } from './known-suites.ts';
import { type Judged, MOST_CALLS, moveWaiting, waitingCredentials } from './move-waiting.ts';

/** What runs are moved with. */
export interface MoverGround {
  orm: MikroORM;
  suites: KnownSuites;
  accreditations: Pick<Accreditations, 'ofCredentials'>;
  now: () => Date;
}

/** Calls that come together are looked at together. */
const GATHERED_MS = 40;
/**
 * After some were looked at, the next are so soon: a crowd's are looked at ten times a second, and not one by one as each
 * comes, and those of a credential whose runs another instance moves are left to it meanwhile.
 */
const AGAIN_MS = 100;
/** What a credential is judged by was approved, and stays as it is; this bounds what is remembered, and how long that there is none. */
const MOST_REMEMBERED = 5_000;

/** Moves runs on after calls were recorded, and never before they are answered. */
export class Mover implements AsyncDisposable {
  private readonly known = new Map<string, Judged>();
  private readonly stop = new AbortController();
  private underWay: Promise<void> | undefined;
  private again = false;
  private failing = false;

  constructor(private readonly ground: MoverGround) {}

  /** Calls were recorded: they are looked at in a moment. */
  wake(): void {
    this.again = true;
    if (this.stop.signal.aborted) return;
    this.underWay ??= this.run().finally(() => {
      this.underWay = undefined;
      if (this.again) this.wake();
    });
  }

  /** What waits is looked at, now: done at the start, and again and again for what nobody was woken for. */
  async catchUp(): Promise<void> {
    this.wake();
    await this.underWay;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop.abort();
    await this.underWay;
  }

  private async run(): Promise<void> {
    await this.pause(GATHERED_MS);
    this.again = false;
    try {
      while (!this.stop.signal.aborted) {
        const looked = await this.round();
        if (looked === undefined) break;
        if (looked < MOST_CALLS) await this.pause(AGAIN_MS);
      }
      if (this.failing) logger.info('runs are moved on again');
      this.failing = false;
    } catch (err) {
      // The calls still wait, and are looked at again every second: that is said once.
      if (!this.failing) logger.error({ err }, 'runs cannot be moved on');
      this.failing = true;
    }
  }

  private async pause(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stop.signal }).catch(() => {});
  }

  /** How many calls were looked at; undefined where none waits. */
  private async round(): Promise<number | undefined> {
    const { orm, suites, now } = this.ground;
    const ids = await waitingCredentials(orm.em.fork());
    if (ids.length === 0) return undefined;
    const judged = await this.judgedBy(ids);
    return orm.em.fork().transactional((em) => moveWaiting(em, judged, suites, now()));
  }

  private async judgedBy(ids: readonly string[]): Promise<Map<string, Judged | null>> {
    const missing = ids.filter((id) => !this.known.has(id));
    for (const { credentialId, ownerId, services } of await this.ground.accreditations.ofCredentials(missing)) {
      if (this.known.size >= MOST_REMEMBERED) this.known.clear();
      this.known.set(credentialId, { ownerId, services });
    }
    return new Map(ids.map((id) => [id, this.known.get(id) ?? null]));
  }
}
