import type { OperationResult, TypedDocumentNode } from '@urql/core';
import { onEnd, pipe, type Source, subscribe } from 'wonka';
import type { LiveDocument } from './console-remote.ts';
import type { GraphClient } from './graph-client.ts';
import { errorCode } from './graph-errors.ts';

type Listener = (data: Record<string, unknown>) => void;

/** The subscriptions of a console while somebody is signed in. */
export interface LiveSubscriptions {
  /** Opens every line from the session's cursor. */
  start(): void;
  stop(): void;
  /** Hears every change of one of the documents. */
  listen<Data, Variables>(document: TypedDocumentNode<Data, Variables>, listener: (data: Data) => void): () => void;
}

/** After an error that only time may mend. */
const TRY_AGAIN_MS = 15_000;

/** One line a document. The engine goes on with it when the connection is lost; what ends it all the same is mended here. */
export function createLiveSubscriptions(graph: GraphClient, documents: readonly LiveDocument[]): LiveSubscriptions {
  const listeners = new Map<unknown, Set<Listener>>(documents.map((document) => [document, new Set()]));
  let lines: { stop(): void }[] = [];
  return {
    start() {
      lines = documents.map((document) =>
        openSubscription(graph, {
          document,
          cursor: graph.session.changesCursor,
          tell: (data) => {
            for (const listener of listeners.get(document) ?? []) listener(data);
          },
        }),
      );
    },
    stop() {
      for (const line of lines) line.stop();
      lines = [];
    },
    listen(document, listener) {
      const known = listeners.get(document);
      if (!known) throw new Error('This subscription is not among the live documents of the console');
      // The document that it is listened by is the document that the data came by.
      const hear = listener as Listener;
      known.add(hear);
      return () => known.delete(hear);
    },
  };
}

interface LineParts {
  /** Whatever its variables are: these are they. */
  document: TypedDocumentNode<Record<string, unknown>, never>;
  variables?: Record<string, unknown>;
  /** Where it begins; absent for what has no cursor, whose first event says how things stand. */
  cursor?: string | null;
  tell: Listener;
}

/** A subscription that goes on until it is stopped, whatever ends it in between. */
export function openSubscription(
  graph: GraphClient,
  { document, variables, cursor, tell }: LineParts,
): { stop(): void } {
  let stopped = false;
  let close = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open() {
    const asked = cursor === undefined ? variables : { ...variables, after: cursor };
    close = follow(graph.client.subscription(document, (asked ?? {}) as never), {
      onResult,
      onEnd: () => openLater(TRY_AGAIN_MS),
    });
  }

  function onResult({ data, error }: OperationResult<Record<string, unknown>>) {
    if (stopped) return;
    if (error) return void recover(errorCode(error));
    if (!data) return;
    if (cursor !== undefined) cursor = cursorOf(data) ?? cursor;
    tell(data);
  }

  async function recover(code: string | undefined) {
    close();
    if (code === 'CURSOR_EXPIRED' || code === 'CURSOR_LOST') {
      // What was missed cannot be told any more: begin from now, and read everything anew.
      cursor = await graph.session.freshCursor();
      graph.refreshActive();
      return openLater(0);
    }
    if (graph.session.state.status !== 'over') return openLater(TRY_AGAIN_MS);
    await graph.session.resumed();
    openLater(0);
  }

  function openLater(wait: number) {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(open, wait);
  }

  open();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      close();
    },
  };
}

interface Followed {
  onResult: (result: OperationResult<Record<string, unknown>>) => void;
  onEnd: () => void;
}

/** Calls onEnd once, when the subscription ends by itself. */
function follow(results: Source<OperationResult<Record<string, unknown>>>, followed: Followed) {
  let closed = false;
  const { unsubscribe } = pipe(
    results,
    onEnd(() => {
      if (!closed) followed.onEnd();
      closed = true;
    }),
    subscribe((result) => {
      if (!closed) followed.onResult(result);
    }),
  );
  return () => {
    if (closed) return;
    closed = true;
    unsubscribe();
  };
}

function cursorOf(data: Record<string, unknown>): string | undefined {
  const [change] = Object.values(data);
  const cursor = change && typeof change === 'object' ? Reflect.get(change, 'cursor') : undefined;
  return typeof cursor === 'string' ? cursor : undefined;
}
