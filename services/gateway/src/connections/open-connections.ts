import type { Clock } from '../clock.ts';
import type { LiveLimits } from '../live-limits.ts';
import { logger } from '../logger.ts';
import { closeSocket } from './close-socket.ts';
import { ConcurrencyLimit, type GiveBack } from './concurrency-limit.ts';
import type { ConnectionsElsewhere, Held as Counts } from './connections-elsewhere.ts';
import type { LiveConnection } from './live-connection.ts';

/** So many operations at once on one connection; a console needs fewer than ten. */
const MOST_OPERATIONS = 100;
const LONGEST_IDLE_MS = 5 * 60_000;
const LONGEST_LIFE_MS = 12 * 60 * 60_000;
/** Sockets that came all at once, as after a restart, do not come again all at once. */
const SPREAD_MS = 60 * 60_000;
const LOOK_MS = 500;
/** What changed is told the other gateways so often. */
const TELL_MS = 200;
/** So long what they said is taken for true; after that it is asked again. */
const KNOWN_MS = 1_000;
const BEAT_MS = 10_000;
/** A database that failed is left alone so long: meanwhile each gateway counts for itself. */
const AWAY_MS = 2_000;
/** Clients connect again after these. */
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

interface Held {
  caller: string;
  giveBack: GiveBack;
  /** What runs on it, and the subscriptions among it with what they took. */
  running: Map<object, GiveBack | undefined>;
  quietSince: number;
  endsAt: number;
}

/**
 * The WebSockets open at this gateway, by whose they are: bounds how many a caller has, and what runs on them. One on which
 * nothing has run for five minutes is closed, and every one within twelve hours. A gateway lets in at once, tells the others
 * within a fraction of a second, and closes what it let in meanwhile where together it was too much.
 */
export class OpenConnections implements AsyncDisposable {
  private readonly held = new Map<LiveConnection, Held>();
  private readonly sockets: ConcurrencyLimit;
  private readonly subscriptions: ConcurrencyLimit;
  private readonly look: NodeJS.Timeout;
  private readonly beat: NodeJS.Timeout;
  /** Callers of whom something changed since it was told, and the sockets that took something. */
  private changed = new Set<string>();
  private took = new Set<LiveConnection>();
  private readonly known = new Map<string, Counts & { until: number }>();
  private tell: NodeJS.Timeout | undefined;
  private telling: Promise<void> = Promise.resolve();
  private ended = false;

  constructor(
    private readonly limits: LiveLimits,
    private readonly elsewhere: ConnectionsElsewhere,
    private readonly now: Clock,
  ) {
    this.sockets = new ConcurrencyLimit(limits.sockets);
    this.subscriptions = new ConcurrencyLimit(limits.subscriptions);
    this.look = setInterval(() => this.closeWhatIsOver(), LOOK_MS);
    this.beat = setInterval(() => this.sayAlive(), BEAT_MS);
    this.telling = this.sayAlive();
  }

  /** How many there are. */
  get size(): number {
    return this.held.size;
  }

  /** Takes a socket in as the caller's, or gives it to another; closes it with 1013, and says false, where they have too many. */
  hold(socket: LiveConnection, caller: string): boolean {
    const known = this.held.get(socket);
    if (known?.caller === caller) return true;
    const giveBack = this.sockets.take(caller, this.openElsewhere(caller).sockets);
    if (!giveBack) {
      closeSocket(socket, TRY_AGAIN_LATER, 'too many connections');
      return false;
    }
    if (known) {
      known.giveBack();
      this.changes(known.caller);
      Object.assign(known, { caller, giveBack });
    } else this.takeIn(socket, caller, giveBack);
    this.changes(caller, socket);
    return true;
  }

  /** An operation begins; false where too many run on its socket. */
  begin(socket: LiveConnection, operation: object): boolean {
    const running = this.held.get(socket)?.running;
    if (!running || running.size >= MOST_OPERATIONS) return false;
    running.set(operation, undefined);
    return true;
  }

  /** That operation is a subscription; false where its caller has too many. */
  subscribe(socket: LiveConnection, operation: object): boolean {
    const held = this.held.get(socket);
    const giveBack = held && this.subscriptions.take(held.caller, this.openElsewhere(held.caller).subscriptions);
    if (!giveBack) return false;
    held.running.set(operation, giveBack);
    this.changes(held.caller, socket);
    return true;
  }

  /** An operation has ended. */
  end(socket: LiveConnection, operation: object): void {
    const held = this.held.get(socket);
    const giveBack = held?.running.get(operation);
    giveBack?.();
    if (held && giveBack) this.changes(held.caller);
    if (held?.running.delete(operation)) held.quietSince = this.now().getTime();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.ended = true;
    clearInterval(this.look);
    clearInterval(this.beat);
    await this.telling;
    clearTimeout(this.tell);
    await this.elsewhere.leave().catch((err) => logger.warn({ err }, 'other gateways do not know that this one ended'));
  }

  private takeIn(socket: LiveConnection, caller: string, giveBack: GiveBack): void {
    const now = this.now().getTime();
    const endsAt = now + LONGEST_LIFE_MS - Math.random() * SPREAD_MS;
    const held: Held = { caller, giveBack, running: new Map(), quietSince: now, endsAt };
    this.held.set(socket, held);
    socket.once('close', () => {
      this.held.delete(socket);
      this.took.delete(socket);
      held.giveBack();
      for (const giveSubscriptionBack of held.running.values()) giveSubscriptionBack?.();
      this.changes(held.caller);
    });
  }

  private closeWhatIsOver(): void {
    const now = this.now().getTime();
    for (const [socket, { running, quietSince, endsAt }] of this.held) {
      if (socket.readyState !== socket.OPEN) continue;
      if (now >= endsAt) closeSocket(socket, GOING_AWAY, 'connect again');
      else if (running.size === 0 && now - quietSince >= LONGEST_IDLE_MS) closeSocket(socket, GOING_AWAY, 'idle');
    }
  }

  /** As far as it is known: what is not known is let in, and told. */
  private openElsewhere(caller: string): Counts {
    const known = this.known.get(caller);
    if (known && known.until > performance.now()) return known;
    this.known.delete(caller);
    return { sockets: 0, subscriptions: 0 };
  }

  private changes(caller: string, took?: LiveConnection): void {
    if (this.ended) return;
    this.changed.add(caller);
    if (took) this.took.add(took);
    this.tell ??= setTimeout(() => this.tellChanges(), TELL_MS);
  }

  private tellChanges(): void {
    const { changed, took } = this;
    this.changed = new Set();
    this.took = new Set();
    this.telling = this.tellOf(changed, took).then((told) => {
      if (!told) for (const caller of changed) this.changed.add(caller);
      if (!told) for (const socket of took) if (this.held.has(socket)) this.took.add(socket);
      const wait = told ? TELL_MS : AWAY_MS;
      this.tell = this.changed.size > 0 && !this.ended ? setTimeout(() => this.tellChanges(), wait) : undefined;
    });
  }

  private async tellOf(callers: ReadonlySet<string>, took: ReadonlySet<LiveConnection>): Promise<boolean> {
    try {
      const elsewhere = await this.elsewhere.tell(
        new Map([...callers].map((caller) => [caller, this.openHere(caller)])),
      );
      const until = performance.now() + KNOWN_MS;
      this.known.clear();
      for (const [caller, counts] of elsewhere) this.known.set(caller, { ...counts, until });
      // The newest first: who was there before stays.
      for (const socket of [...took].reverse()) this.closeExcess(socket);
      return true;
    } catch (err) {
      logger.warn({ err }, 'what is open here could not be told other gateways');
      return false;
    }
  }

  private openHere(caller: string): Counts {
    return { sockets: this.sockets.of(caller), subscriptions: this.subscriptions.of(caller) };
  }

  private closeExcess(socket: LiveConnection): void {
    const held = this.held.get(socket);
    if (!held || socket.readyState !== socket.OPEN) return;
    const [here, there] = [this.openHere(held.caller), this.openElsewhere(held.caller)];
    const tooMany =
      here.sockets + there.sockets > this.limits.sockets ||
      here.subscriptions + there.subscriptions > this.limits.subscriptions;
    if (!tooMany) return;
    // What it held is free at once, so that no other is closed for it.
    held.giveBack();
    for (const giveSubscriptionBack of held.running.values()) giveSubscriptionBack?.();
    closeSocket(socket, TRY_AGAIN_LATER, 'too many connections');
  }

  private async sayAlive(): Promise<void> {
    try {
      if (await this.elsewhere.beat()) return;
      for (const { caller } of this.held.values()) this.changes(caller);
    } catch (err) {
      logger.warn({ err }, 'other gateways could not be told that this one is there');
    }
  }
}
