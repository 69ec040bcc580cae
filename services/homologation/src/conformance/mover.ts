import { setTimeout as pause } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Accreditations } from '../accreditation/accreditations.ts';
import { logger } from '../logger.ts';
import type { KnownSuites } from './known-suites.ts';
import { type Judged, moveWaiting, waitingCredentials } from './move-waiting.ts';

/** What runs are moved with. */
export interface MoverGround {
  orm: MikroORM;
  suites: KnownSuites;
  accreditations: Pick<Accreditations, 'ofCredentials'>;
  now: () => Date;
}

/** Calls that come together are looked at together. */
const GATHERED_MS = 40;
/** Calls of a credential whose runs another instance moves are looked for again so soon. */
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
    await pause(GATHERED_MS, undefined, { signal: this.stop.signal }).catch(() => {});
    this.again = false;
    try {
      while (!this.stop.signal.aborted && (await this.round()));
      if (this.failing) logger.info('runs are moved on again');
      this.failing = false;
    } catch (err) {
      // The calls still wait, and are looked at again every second: that is said once.
      if (!this.failing) logger.error({ err }, 'runs cannot be moved on');
      this.failing = true;
    }
  }

  /** Whether more may be waiting. */
  private async round(): Promise<boolean> {
    const { orm, suites, now } = this.ground;
    const ids = await waitingCredentials(orm.em.fork());
    if (ids.length === 0) return false;
    const judged = await this.judgedBy(ids);
    const looked = await orm.em.fork().transactional((em) => moveWaiting(em, judged, suites, now()));
    if (looked === 0) await pause(AGAIN_MS, undefined, { signal: this.stop.signal }).catch(() => {});
    return true;
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
