/** Sends evidence files a few at a time, each with its progress, its pause, its way out and a new try. */

/** Where one file stands. */
export type UploadPhase = 'preparing' | 'waiting' | 'sending' | 'paused' | 'done' | 'failed' | 'cancelled';

/** One file on its way. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly phase: UploadPhase;
  /** From 0 to 1. */
  readonly progress: number;
  /** It is being sent, and waits for the connection to come back. */
  readonly lost: boolean;
  /** Why it failed, as the person reads it. */
  readonly problem: string | null;
  /** False for a file that no new try can help. */
  readonly retriable: boolean;
}

/** A file made ready, or why it can't be sent. */
export type Prepared = { readonly file: File } | { readonly problem: string };

/** How sending a file ended. */
export type SendAnswer =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly problem: string; readonly retriable: boolean };

/** What is heard of a file while it is sent, and what stops it. */
export interface UploadTransfer {
  readonly onProgress: (part: number) => void;
  readonly onWaiting: (waiting: boolean) => void;
  readonly signal: AbortSignal;
}

/** What the queue needs of the world around it. */
export interface UploadQueueOptions {
  readonly atOnce: number;
  /** Looks at the file and turns it into what the Portal takes. */
  readonly prepare: (file: File) => Promise<Prepared>;
  /** Sent again, a file that was paused goes on where it stopped. */
  readonly send: (file: File, transfer: UploadTransfer) => Promise<SendAnswer>;
  /** Why a sending is stopped that is to go on. */
  readonly pausedBy: unknown;
  /** A file is not sent, and is not to be gone on with; tells whether it had arrived all the same. */
  readonly giveUp: (file: File) => Promise<boolean>;
  /** A file has arrived. */
  readonly onSent: () => void;
}

/** The queue of one page. */
export interface UploadQueue {
  add(files: Iterable<File>): void;
  /** Goes on with files that were made ready and begun before the page was loaded. */
  goOn(files: Iterable<File>): void;
  pause(id: string): void;
  resume(id: string): void;
  cancel(id: string): void;
  retry(id: string): void;
  /** Takes a file that is over off the list. */
  dismiss(id: string): void;
  uploads(): readonly Upload[];
  subscribe(listener: () => void): () => void;
}

interface Entry {
  upload: Upload;
  file: File;
  controller: AbortController;
}

const OVER: readonly UploadPhase[] = ['done', 'failed', 'cancelled'];

/** Makes an empty queue. */
export function createUploadQueue(options: UploadQueueOptions): UploadQueue {
  const listeners = new Set<() => void>();
  let entries: Entry[] = [];
  let shown: readonly Upload[] = [];
  let made = 0;

  function show(): void {
    shown = entries.map((entry) => entry.upload);
    for (const listener of listeners) listener();
  }

  function change(entry: Entry, to: Partial<Upload>): void {
    entry.upload = { ...entry.upload, ...to };
    show();
  }

  function place(id: string): number {
    return entries.findIndex((entry) => entry.upload.id === id);
  }

  /** Cancelled while something was awaited: whatever came of it is of no interest any more. */
  function gone(entry: Entry): boolean {
    return entry.controller.signal.aborted;
  }

  async function prepare(entry: Entry): Promise<void> {
    const prepared = await options.prepare(entry.file);
    if (gone(entry)) return;
    if ('problem' in prepared) {
      change(entry, { phase: 'failed', problem: prepared.problem, retriable: false });
      return;
    }
    entry.file = prepared.file;
    change(entry, { phase: 'waiting', name: prepared.file.name, size: prepared.file.size });
    next();
  }

  function arrived(entry: Entry): void {
    change(entry, { phase: 'done', progress: 1 });
    options.onSent();
  }

  /** What was paused or failed while the whole was looked at may be there all the same. */
  async function giveUp(entry: Entry): Promise<void> {
    if (await options.giveUp(entry.file)) arrived(entry);
  }

  async function send(entry: Entry): Promise<void> {
    change(entry, { phase: 'sending', problem: null });
    const { signal } = entry.controller;
    const answer = await options.send(entry.file, {
      onProgress: (progress) => signal.aborted || change(entry, { progress }),
      onWaiting: (lost) => signal.aborted || change(entry, { lost }),
      signal,
    });
    // It may have arrived before it could be stopped: then it is there.
    if (signal.aborted && answer.kind !== 'sent') return;
    if (answer.kind === 'sent') {
      arrived(entry);
    } else {
      change(entry, { phase: 'failed', problem: answer.problem, retriable: answer.retriable });
    }
  }

  function next(): void {
    const sending = entries.filter((entry) => entry.upload.phase === 'sending').length;
    const waiting = entries.filter((entry) => entry.upload.phase === 'waiting');
    for (const entry of waiting.slice(0, Math.max(0, options.atOnce - sending))) {
      void send(entry).finally(next);
    }
  }

  function enter(file: File, at: number, phase: UploadPhase): Entry {
    made += 1;
    const upload: Upload = {
      id: `envio-${made}`,
      name: file.name,
      size: file.size,
      phase,
      progress: 0,
      lost: false,
      problem: null,
      retriable: true,
    };
    const entry: Entry = { upload, file, controller: new AbortController() };
    entries = entries.toSpliced(at, at < entries.length ? 1 : 0, entry);
    show();
    return entry;
  }

  function start(file: File, at: number): void {
    void prepare(enter(file, at, 'preparing'));
  }

  return {
    add(files) {
      for (const file of files) start(file, entries.length);
    },
    goOn(files) {
      for (const file of files) enter(file, entries.length, 'waiting');
      next();
    },
    pause(id) {
      const entry = entries[place(id)];
      if (entry?.upload.phase !== 'sending') return;
      entry.controller.abort(options.pausedBy);
      entry.controller = new AbortController();
      change(entry, { phase: 'paused', lost: false });
      next();
    },
    resume(id) {
      const entry = entries[place(id)];
      if (entry?.upload.phase !== 'paused') return;
      change(entry, { phase: 'waiting' });
      next();
    },
    cancel(id) {
      const entry = entries[place(id)];
      if (entry === undefined || OVER.includes(entry.upload.phase)) return;
      if (entry.upload.phase !== 'sending') void giveUp(entry);
      entry.controller.abort();
      change(entry, { phase: 'cancelled', progress: 0 });
      next();
    },
    retry(id) {
      const at = place(id);
      const entry = entries[at];
      if (entry === undefined || !entry.upload.retriable) return;
      if (entry.upload.phase === 'failed' || entry.upload.phase === 'cancelled') start(entry.file, at);
    },
    dismiss(id) {
      const entry = entries[place(id)];
      if (entry === undefined || !OVER.includes(entry.upload.phase)) return;
      if (entry.upload.phase === 'failed') void giveUp(entry);
      entries = entries.filter((other) => other !== entry);
      show();
    },
    uploads: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
