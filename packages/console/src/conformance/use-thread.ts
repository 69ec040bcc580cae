import { useEffect, useRef, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { MarkMessagesRead, RequirementThread } from './conformance.documents.ts';
import { type ReadThread, type ThreadPage, withNewest, withOlder } from './thread-pages.ts';

/** A requirement of a run, and how much was written about it. */
export interface ThreadOf {
  readonly runId: string;
  readonly requirement: { readonly key: string; readonly messageCount: number; readonly unreadMessages: number };
}

/** A thread, as far as it is there. */
interface ShownThread {
  /** Undefined until it was read; what was read stays while it is read again, and when that fails. */
  readonly thread: ReadThread | undefined;
  readonly error: CombinedError | undefined;
  readonly reading: boolean;
  readonly retry: () => void;
  readonly readOlder: () => void;
}

/** A thread on show: read again when more was written, and marked as read as far as it is seen. */
export function useThread({ runId, requirement }: ThreadOf): ShownThread {
  const { key, messageCount, unreadMessages } = requirement;
  const client = useClient();
  const [thread, setThread] = useState<ReadThread>();
  const [error, setError] = useState<CombinedError>();
  const [reading, setReading] = useState(false);
  const [again, setAgain] = useState(0);
  const turn = useRef(0);

  async function read(after: string | null, settle: (page: ThreadPage, now?: ReadThread) => ReadThread): Promise<void> {
    const own = ++turn.current;
    setReading(true);
    const asked = client.query(
      RequirementThread,
      { runId, requirement: key, after },
      { requestPolicy: 'network-only' },
    );
    const { data, error: failure } = await asked.toPromise();
    if (own !== turn.current) return;
    setReading(false);
    setError(failure);
    const page = data?.node && 'messages' in data.node ? data.node.messages : undefined;
    if (page) setThread((now) => settle(page, now));
  }

  // How many there are tells that there are more.
  useEffect(() => {
    void read(null, (page, now) => withNewest(now, page));
    return () => {
      turn.current++;
    };
  }, [client, runId, key, messageCount, again]);

  const newest = thread?.messages.at(-1)?.messageId;
  useEffect(() => {
    if (newest === undefined || unreadMessages === 0) return;
    void client.mutation(MarkMessagesRead, { input: { runId, requirement: key, upTo: newest } }).toPromise();
  }, [client, runId, key, newest, unreadMessages]);

  return {
    thread,
    error,
    reading,
    retry: () => setAgain(again + 1),
    readOlder: () => {
      if (thread?.before) void read(thread.before, (page, now) => (now ? withOlder(now, page) : withNewest(now, page)));
    },
  };
}
