import type { Clock } from '../clock.ts';
import { Allotment, type GiveBack } from './allotment.ts';
import { closeSocket } from './close-socket.ts';
import type { LiveConnection } from './live-connection.ts';

/** What one caller may have open at this gateway at once. */
export interface LiveLimits {
  /** WebSockets: by a person, a token, a system, or somebody not signed in by address. */
  sockets: number;
  /** Subscriptions, over all of those. */
  subscriptions: number;
}

/** Where the configuration says nothing else: a person with twenty pages open, each with two live lines and a half. */
export const LIVE_LIMITS: LiveLimits = { sockets: 20, subscriptions: 50 };

/** So many operations at once on one connection; a console needs fewer than ten. */
const MOST_OPERATIONS = 100;
const LONGEST_IDLE_MS = 5 * 60_000;
const LONGEST_LIFE_MS = 12 * 60 * 60_000;
/** Sockets that came all at once, as after a restart, do not come again all at once. */
const SPREAD_MS = 60 * 60_000;
const LOOK_MS = 500;
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
 * nothing has run for five minutes is closed, and every one within twelve hours.
 */
export class HeldSockets implements Disposable {
  private readonly held = new Map<LiveConnection, Held>();
  private readonly sockets: Allotment;
  private readonly subscriptions: Allotment;
  private readonly look: NodeJS.Timeout;

  constructor(
    limits: LiveLimits,
    private readonly now: Clock,
  ) {
    this.sockets = new Allotment(limits.sockets);
    this.subscriptions = new Allotment(limits.subscriptions);
    this.look = setInterval(() => this.closeWhatIsOver(), LOOK_MS);
  }

  /** Takes a socket in as the caller's, or gives it to another; closes it with 1013, and says false, where they have too many. */
  hold(socket: LiveConnection, caller: string): boolean {
    const known = this.held.get(socket);
    if (known?.caller === caller) return true;
    const giveBack = this.sockets.take(caller);
    if (!giveBack) {
      closeSocket(socket, TRY_AGAIN_LATER, 'too many connections');
      return false;
    }
    if (known) {
      known.giveBack();
      Object.assign(known, { caller, giveBack });
    } else this.takeIn(socket, caller, giveBack);
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
    const giveBack = held && this.subscriptions.take(held.caller);
    if (giveBack) held.running.set(operation, giveBack);
    return giveBack !== undefined;
  }

  /** An operation has ended. */
  end(socket: LiveConnection, operation: object): void {
    const held = this.held.get(socket);
    held?.running.get(operation)?.();
    if (held?.running.delete(operation)) held.quietSince = this.now().getTime();
  }

  [Symbol.dispose](): void {
    clearInterval(this.look);
  }

  private takeIn(socket: LiveConnection, caller: string, giveBack: GiveBack): void {
    const now = this.now().getTime();
    const endsAt = now + LONGEST_LIFE_MS - Math.random() * SPREAD_MS;
    const held: Held = { caller, giveBack, running: new Map(), quietSince: now, endsAt };
    this.held.set(socket, held);
    socket.once('close', () => {
      this.held.delete(socket);
      held.giveBack();
      for (const giveSubscriptionBack of held.running.values()) giveSubscriptionBack?.();
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
}
