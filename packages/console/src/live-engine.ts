import { followSubscription, isRefusal, LiveSocket, OperationError } from '@portal-servicos/client/live';
import type { Session } from './session.ts';

/** What is asked for; its variable `after` is where it begins. */
export interface LiveRequest {
  query: string;
  variables: Record<string, unknown>;
}

/** Hears what becomes of one subscription. */
export interface LiveSink {
  next(result: { data: object }): void;
  error(cause: Error | readonly { message: string }[]): void;
  complete(): void;
}

export interface LiveEngineParts {
  url: string;
  session: Session;
  onConnection: (state: 'connected' | 'lost') => void;
}

/** Opens one subscription, and goes on with it across lost connections; calling what it returns ends it. */
export type LiveEngine = (request: LiveRequest, sink: LiveSink) => () => void;

/** However long the portal is away, an open page waits for it. */
const FOR_EVER = { attempts: Number.POSITIVE_INFINITY, longestWait: 15_000 };

/**
 * The live engine of the portal's client, by the session's cookie. What it cannot mend by itself ends the subscription with
 * its error: a cursor that is too old, and a session that is over, which it also tells the session.
 */
export function createLiveEngine({ url, session, onConnection }: LiveEngineParts): LiveEngine {
  const socket = new LiveSocket({ url: new URL(url, location.href), onConnection });
  return (request, sink) => {
    const stop = new AbortController();
    const line = followSubscription({
      ...request,
      socket,
      limits: FOR_EVER,
      now: () => cursorOfNow(session),
      signal: stop.signal,
    });
    void (async () => {
      try {
        for await (const data of line) sink.next({ data });
        sink.complete();
      } catch (cause) {
        if (stop.signal.aborted) return;
        if (isRefusal(cause)) session.end();
        sink.error(cause instanceof OperationError ? cause.errors : (cause as Error));
      }
    })();
    return () => stop.abort();
  };
}

async function cursorOfNow(session: Session): Promise<string> {
  const cursor = await session.freshCursor();
  if (cursor === null) throw new Error('The portal did not say where its changes stand');
  return cursor;
}
