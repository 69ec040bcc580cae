/**
 * Saves a draft one call at a time. Every save names the version that the one before it gave, so two saves under way would
 * refuse each other; what is put meanwhile waits, joined into the next call.
 */

/** A change to the draft: the fields of UpdateAccessRequestInput beside `id` and `version`. */
export type DraftPatch = Readonly<Record<string, unknown>>;

/** What the Portal refused in a save. */
export interface DraftProblem {
  readonly message: string;
  readonly path: readonly string[];
}

/** How one save ended. `stale`: another tab or device saved first; `version` is then the one to go on from. */
export type SaveAnswer =
  | { readonly kind: 'saved'; readonly version: number }
  | { readonly kind: 'refused'; readonly version: number; readonly problems: readonly DraftProblem[] }
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'closed'; readonly message: string };

/** `waiting`: the Portal cannot be reached, a new try follows. `closed`: nothing more is sent. */
export type QueueStatus = 'idle' | 'saving' | 'waiting' | 'closed';

/** What the page shows of the queue. */
export interface QueueState {
  readonly status: QueueStatus;
  readonly savedAt: Date | null;
  /** Fields put and not yet confirmed. */
  readonly pending: readonly string[];
  /** Why the queue is closed. */
  readonly closedBecause: string | null;
}

/** What the queue needs of the world around it. */
export interface DraftQueueOptions {
  readonly version: number;
  readonly send: (version: number, patch: DraftPatch) => Promise<SaveAnswer>;
  /** Waits before a new try; resolves early when the connection is back. */
  readonly pause: (attempt: number) => Promise<void>;
  readonly now: () => Date;
  /** These fields are kept by the Portal now. */
  readonly onSaved: (fields: readonly string[]) => void;
  /** This field was refused, and is not sent again until it is put again. */
  readonly onRefused: (field: string, problem: DraftProblem) => void;
  /** Which of the fields a problem speaks of; undefined where none fits. */
  readonly fieldOf: (path: readonly string[], fields: readonly string[]) => string | undefined;
}

/** The queue of one draft. */
export interface DraftQueue {
  /** Keeps a field's change and sends it as soon as its turn comes. */
  put(field: string, patch: DraftPatch): void;
  /** Forgets a change that was not sent yet. */
  drop(field: string): void;
  /** Resolves when nothing is left to send, or nothing can be sent now. */
  settled(): Promise<void>;
  /** The version that the next call must name. */
  version(): number;
  /** Something else than a save (a refused submit) told of a newer version. */
  moveTo(version: number): void;
  state(): QueueState;
  subscribe(listener: () => void): () => void;
}

/** Joins two changes; objects key by key, everything else replaced. */
export function joinPatches(first: DraftPatch, second: DraftPatch): DraftPatch {
  const joined: Record<string, unknown> = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const before = joined[key];
    joined[key] = isRecord(before) && isRecord(value) ? { ...before, ...value } : value;
  }
  return joined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** After so many saves overtaken in a row the queue takes breath, as if the Portal could not be reached. */
const MOST_OVERTAKEN = 3;

/** Makes the queue of one draft. */
export function createDraftQueue(options: DraftQueueOptions): DraftQueue {
  const listeners = new Set<() => void>();
  const pending = new Map<string, DraftPatch>();
  let inFlight = new Map<string, DraftPatch>();
  let running = false;
  let version = options.version;
  let state: QueueState = { status: 'idle', savedAt: null, pending: [], closedBecause: null };

  function show(change: Partial<QueueState>): void {
    state = { ...state, ...change, pending: [...new Set([...inFlight.keys(), ...pending.keys()])] };
    for (const listener of listeners) listener();
  }

  /** What was in flight waits again, unless the field was put anew meanwhile. */
  function giveBack(): void {
    const again = inFlight;
    inFlight = new Map();
    const newer = new Map(pending);
    pending.clear();
    for (const [field, patch] of again) pending.set(field, patch);
    for (const [field, patch] of newer) pending.set(field, patch);
  }

  function refuse(problems: readonly DraftProblem[]): void {
    const fields = [...inFlight.keys()];
    let matched = false;
    for (const problem of problems) {
      const field = options.fieldOf(problem.path, fields);
      if (field === undefined) continue;
      matched = true;
      inFlight.delete(field);
      options.onRefused(field, problem);
    }
    if (!matched) {
      // A refusal that names none of the fields sent: sending the same again would be refused for ever.
      const problem = problems[0] ?? { message: 'Não foi possível salvar este campo.', path: [] };
      for (const field of fields) options.onRefused(field, problem);
      inFlight.clear();
    }
    giveBack();
  }

  function takeBreath(attempt: number): Promise<void> {
    show({ status: 'waiting' });
    return options.pause(attempt);
  }

  async function run(): Promise<void> {
    let attempt = 0;
    let overtaken = 0;
    while (pending.size > 0) {
      inFlight = new Map(pending);
      pending.clear();
      show({ status: attempt === 0 ? 'saving' : 'waiting' });
      const patch = [...inFlight.values()].reduce(joinPatches, {});
      const answer = await options.send(version, patch);
      if (answer.kind === 'saved') {
        version = answer.version;
        attempt = 0;
        overtaken = 0;
        const fields = [...inFlight.keys()].filter((field) => !pending.has(field));
        inFlight.clear();
        options.onSaved(fields);
        show({ savedAt: options.now() });
      } else if (answer.kind === 'refused') {
        version = answer.version;
        refuse(answer.problems);
      } else if (answer.kind === 'stale') {
        version = answer.version;
        overtaken += 1;
        giveBack();
        if (overtaken > MOST_OVERTAKEN) {
          overtaken = 0;
          attempt += 1;
          await takeBreath(attempt);
        }
      } else if (answer.kind === 'unreachable') {
        giveBack();
        attempt += 1;
        await takeBreath(attempt);
      } else {
        giveBack();
        show({ status: 'closed', closedBecause: answer.message });
        return;
      }
    }
    show({ status: 'idle' });
  }

  function start(): void {
    if (running || state.status === 'closed') return;
    running = true;
    void run().finally(() => {
      running = false;
      // Put by a listener while the last answer was being told.
      if (pending.size > 0) start();
    });
  }

  return {
    put(field, patch) {
      // Set anew, so that of two changes to one field the later one stands last.
      pending.delete(field);
      pending.set(field, patch);
      show({});
      start();
    },
    drop(field) {
      if (pending.delete(field)) show({});
    },
    settled() {
      return new Promise((resolve) => {
        const look = () => {
          if (state.status === 'saving' || (state.status === 'idle' && state.pending.length > 0)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      });
    },
    version: () => version,
    moveTo(newer) {
      version = newer;
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
