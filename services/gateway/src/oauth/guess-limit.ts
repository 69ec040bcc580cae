import { createHash } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import pLimit, { type LimitFunction } from 'p-limit';
import { OauthError } from './oauth-error.ts';
import { OF_ADDRESS, OF_CLIENT, type WrongSecrets } from './wrong-secrets.ts';

/** A comparison is slow by intent: so many run at once, whoever's they are, so that none waits too long for its answer. */
const ALL_AT_ONCE = { running: 8, waiting: 2_000 };
/** So many of one client's take part in that, and others wait for them. */
const AT_ONCE = { running: 4, waiting: 200 };
/** After too many wrong ones: one at a time, a second for each that is wrong again. */
const SLOWED = { running: 1, waiting: 10 };
const SLOWED_OF_ADDRESS = { running: 4, waiting: 40 };
const WRONG_TAKES_MS = 1_000;

const MOST_REMEMBERED = 10_000;

/** Who says to be whom, and by what. */
export interface Attempt {
  clientId: string;
  address: string;
  /** Absent where it is another each time, as a signed assertion. */
  secret?: string;
}

interface Lane {
  running: number;
  waiting: number;
}

/**
 * Bounds wrong secrets: 20 a minute for a client from one address, 200 for an address. Beyond that nobody is
 * locked out: attempts are looked at one at a time, and wrong ones take a second each. A secret that was right the last time
 * is never slowed, so that who shares an address with somebody who guesses, or with a copy of themselves that has an old
 * secret, does not feel it. Right ones count for nothing; however many come at once, some wait for others.
 */
export class GuessLimit {
  private readonly lastRight = new LRUCache<string, string>({ max: MOST_REMEMBERED });
  private readonly lanes = new Map<string, LimitFunction>();

  /** `pause` is time that passes. */
  constructor(
    private readonly wrong: WrongSecrets,
    private readonly pause: (milliseconds: number) => Promise<unknown> = after,
  ) {}

  /** Does the attempt, whose answer is undefined where the secret was wrong. */
  async attempt<Who>(
    { clientId, address, secret }: Attempt,
    authenticate: () => Promise<Who | undefined>,
  ): Promise<Who | undefined> {
    const pair = `${clientId}|${address}`;
    const digest = secret === undefined ? undefined : digestOf(`${pair}|${secret}`);
    const check = async () => {
      const who = await this.inLane('all', ALL_AT_ONCE, authenticate);
      if (!who) await Promise.all([this.wrong.ofClient.penalty(digestOf(pair)), this.wrong.ofAddress.penalty(address)]);
      else if (digest) this.lastRight.set(pair, digest);
      return who;
    };
    if (digest && this.lastRight.get(pair) === digest) return this.inLane(`known ${pair}`, AT_ONCE, check);
    // Which way it goes is known when its turn comes: those before it may all have been wrong.
    const checked = await this.inLane(pair, AT_ONCE, async () =>
      (await this.guesses(pair, address)) ? undefined : { who: await check() },
    );
    if (checked) return checked.who;
    return this.inLane(`slow ${pair}`, SLOWED, () =>
      this.inLane(`slow ${address}`, SLOWED_OF_ADDRESS, async () => {
        const who = await check();
        if (!who) await this.pause(WRONG_TAKES_MS);
        return who;
      }),
    );
  }

  private async guesses(pair: string, address: string): Promise<boolean> {
    const [client, all] = await Promise.all([
      this.wrong.ofClient.get(digestOf(pair)),
      this.wrong.ofAddress.get(address),
    ]);
    return (client?.consumedPoints ?? 0) >= OF_CLIENT.points || (all?.consumedPoints ?? 0) >= OF_ADDRESS.points;
  }

  private async inLane<Result>(name: string, { running, waiting }: Lane, work: () => Promise<Result>): Promise<Result> {
    const lane = this.lanes.get(name) ?? pLimit(running);
    if (lane.pendingCount >= waiting) {
      throw new OauthError('temporarily_unavailable', 'Muitas tentativas. Tente de novo em instantes.', waiting);
    }
    this.lanes.set(name, lane);
    try {
      return await lane(work);
    } finally {
      if (lane.activeCount + lane.pendingCount === 0) this.lanes.delete(name);
    }
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
