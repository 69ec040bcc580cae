import type { BeatingSource, StreamBeat } from '@portal/service-kit';
import type { Delivered } from './batch.ts';
import { type Change, concerns, type Interest } from './change.ts';
import { Inbox } from './inbox.ts';

/** Where changes come from: the line as it is kept, and what is new on it. */
export interface ChangeSource {
  /** What is kept after a place, in order. */
  read(after: number, limit: number, interest: Interest): Promise<Delivered[]>;
  /** Calls for every new change, in order; answers with the way to stop. */
  listen(listener: (delivered: Delivered) => void): () => void;
  /** The place of the last change that was called for. */
  reached(): number;
}

/** How many live changes may wait for one subscriber. */
export const INBOX_SIZE = 500;

const PAGE = 100;

/** A subscriber's changes, and how far it has come where it was asked. */
export interface ChangeStream<Item = Delivered | StreamBeat>
  extends AsyncIterableIterator<Item, undefined>,
    BeatingSource {}

/** A stream that may be of a person. */
export interface OpenedStream extends ChangeStream {
  /** Whose changes it brings: read once it was opened, so that who leaves a team meanwhile is heard of. */
  hold(holders: Iterable<string>): void;
}

/** What a stream is opened with. */
export interface StreamOptions {
  source: ChangeSource;
  interest: Interest;
  /** Null: live only. */
  after: number | null;
  /** Ends the stream. */
  stopped: AbortSignal;
  inboxSize?: number;
}

/**
 * One subscriber's changes, each once and in order, in three phases:
 *
 * 1. Backfill: pages are read from the kept line, from the cursor on, until a page is not full. Nothing is buffered yet,
 *    so that a long way to catch up takes as long as it takes.
 * 2. Cut-over: live changes are buffered from now on, and what was kept meanwhile is read to its end.
 * 3. Live: the buffer is passed on, without what the second phase gave already, told by its place.
 *
 * Without a cursor there is the third phase only. A beat stands between the live changes, at the place that had been reached;
 * the third phase leaves it out where the second has gone beyond. Throws ConsumerTooSlow when the buffer is full. `return()` ends it at
 * once, also while it waits: a generator alone would wait for the next change first.
 */
export function openStream(options: StreamOptions): OpenedStream {
  const { source, after, stopped, inboxSize = INBOX_SIZE } = options;
  const holders = options.interest.holders ?? new Set();
  const left = new Set<string>();
  const interest = options.interest.personId === undefined ? options.interest : { ...options.interest, holders };
  const inbox = new Inbox(inboxSize);
  let detach: (() => void) | undefined;
  const attach = () => {
    detach = source.listen((delivered) => {
      if (concerns(interest, delivered.change)) inbox.push(delivered);
    });
  };
  // From the first moment on: whoever leaves a team is told nothing more of it, be it what was kept or what is new.
  const detachTeams = interest.personId === undefined ? () => {} : source.listen(({ change }) => follows(change));
  function follows({ subject, act, subjectId, ownerId }: Change): void {
    if (subject !== 'TEAM_MEMBER' || subjectId !== interest.personId) return;
    if (act === 'JOIN_TEAM') holders.add(ownerId);
    if (act !== 'LEAVE_TEAM') return;
    left.add(ownerId);
    if (!holders.delete(ownerId)) return;
    // Who follows one thing alone asks again whether it is still theirs.
    if (interest.subjectId !== undefined) end();
  }
  // Not in the generator, which begins with the first `next()`: what is committed from now on belongs to the stream.
  if (after === null) attach();
  const phases = inOrder({ source, interest, after, inbox, attach });

  function end(): void {
    detach?.();
    detachTeams();
    inbox.close();
    stopped.removeEventListener('abort', end);
  }
  stopped.addEventListener('abort', end);

  return {
    hold(held) {
      for (const id of held) if (!left.has(id)) holders.add(id);
    },
    beat() {
      if (detach) inbox.push({ place: source.reached(), beat: true });
      return detach !== undefined;
    },
    async next() {
      try {
        const result = await phases.next();
        if (result.done) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    async return() {
      end();
      return phases.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

interface Phases extends Pick<StreamOptions, 'source' | 'interest' | 'after'> {
  inbox: Inbox;
  attach: () => void;
}

async function* inOrder({
  source,
  interest,
  after,
  inbox,
  attach,
}: Phases): AsyncGenerator<Delivered | StreamBeat, undefined> {
  let place = after ?? -1;

  async function* kept(): AsyncGenerator<Delivered> {
    for (let full = true; full && !inbox.closed; ) {
      const page = await source.read(place, PAGE, interest);
      yield* page;
      place = page.at(-1)?.change.pos ?? place;
      full = page.length === PAGE;
    }
  }

  if (after !== null) {
    yield* kept();
    attach();
    yield* kept();
  }
  for (let next = await inbox.take(); next; next = await inbox.take()) {
    if ('beat' in next ? next.place >= place : next.place > place) {
      place = next.place;
      yield next;
    }
  }
  return undefined;
}
