import type { ExecutionResult } from 'graphql';
import type { WebSocket } from 'ws';
import type { BeatingSource } from './stream-event.ts';

/** A subscription that takes what it receives alike with others in one message. */
export interface AlikeSubscription {
  socket: WebSocket;
  id: string;
  /** Names what it asks and who asks, as the other side of the socket says: those who name the same may become one. */
  crowd: string;
}

/** What goes into one message. */
interface Telling {
  socket: WebSocket;
  ids: string[];
  place: number;
  result: ExecutionResult | undefined;
  sent: PromiseWithResolvers<void>;
}

/** When those of a crowd are told how far they have come: soon, and ever later while they stay apart. */
const FIRST_BEAT_MS = 100;
const LATEST_BEAT_MS = 5_000;

interface Crowd {
  sources: Map<string, BeatingSource>;
  timer: NodeJS.Timeout | undefined;
  /** How long that takes. */
  afterMs: number;
}

/**
 * Tells all subscriptions on a socket which receive an event alike of it in one message, beyond graphql-transport-ws and to
 * those alone that asked for it: `{"alike": [IDS], "place": N, "payload": {…}}`. Without a payload it says that all up to the
 * place was told: two subscriptions of one crowd that stand at the same place can go on as one.
 */
export class SharedSubscriptions {
  readonly #waiting: Telling[] = [];
  readonly #crowds = new WeakMap<WebSocket, Map<string, Crowd>>();

  /** Resolves once the message was taken by the socket, with what others are told in this turn. */
  tell({ socket, id }: AlikeSubscription, place: number, result?: ExecutionResult): Promise<void> {
    if (this.#waiting.length === 0) setImmediate(() => this.#send());
    let telling = this.#waiting.find(
      (each) => each.socket === socket && each.place === place && each.result === result,
    );
    if (!telling) {
      telling = { socket, ids: [], place, result, sent: Promise.withResolvers() };
      this.#waiting.push(telling);
    }
    telling.ids.push(id);
    return telling.sent.promise;
  }

  /** Beats for as long as there are several in its crowd; answers with the way to leave it. */
  join({ socket, id, crowd: name }: AlikeSubscription, source: BeatingSource): () => void {
    const crowds = this.#crowds.get(socket) ?? new Map<string, Crowd>();
    this.#crowds.set(socket, crowds);
    const crowd = crowds.get(name) ?? { sources: new Map(), timer: undefined, afterMs: 0 };
    crowds.set(name, crowd);
    crowd.sources.set(id, source);
    // Those who come one after the other do not put it off.
    if (crowd.sources.size > 1 && !(crowd.timer && crowd.afterMs === FIRST_BEAT_MS)) this.#beat(crowd, FIRST_BEAT_MS);
    return () => {
      crowd.sources.delete(id);
      if (crowd.sources.size === 0 && crowds.get(name) === crowd) crowds.delete(name);
      if (crowd.sources.size > 1) return;
      clearTimeout(crowd.timer);
      crowd.timer = undefined;
    };
  }

  #beat(crowd: Crowd, afterMs: number): void {
    clearTimeout(crowd.timer);
    crowd.afterMs = afterMs;
    crowd.timer = setTimeout(() => {
      for (const source of crowd.sources.values()) source.beat();
      this.#beat(crowd, Math.min(2 * afterMs, LATEST_BEAT_MS));
    }, afterMs).unref();
  }

  #send(): void {
    for (const { socket, ids, place, result, sent } of this.#waiting.splice(0)) {
      if (socket.readyState !== socket.OPEN) sent.resolve();
      else socket.send(JSON.stringify({ alike: ids, place, payload: result }), () => sent.resolve());
    }
  }
}
