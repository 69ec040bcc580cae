import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type Client, type CombinedError, useClient } from 'urql';
import { type ReadThread, type ThreadMessage, type ThreadPage, withNewest, withOlder } from './thread-pages.ts';

/** Where a thread is read, and where it is noted how far. */
export interface ThreadSource<Message extends ThreadMessage> {
  /** Names the thread: of another name it is another. */
  readonly key: string;
  readonly messageCount: number;
  readonly unreadMessages: number;
  readonly readPage: (
    client: Client,
    after: string | null,
  ) => Promise<{ readonly page?: ThreadPage<Message> | undefined; readonly error?: CombinedError | undefined }>;
  readonly markRead: (client: Client, upTo: string) => void;
}

/** A thread, as far as it is there. */
export interface ShownThread<Message extends ThreadMessage> {
  /** Undefined until it was read; what was read stays while it is read again, and when that fails. */
  readonly thread: ReadThread<Message> | undefined;
  readonly error: CombinedError | undefined;
  readonly reading: boolean;
  readonly retry: () => void;
  readonly readOlder: () => void;
}

function useLooked(): boolean {
  return useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible');
}

function onVisibility(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}

/** A thread on show: read again when more was written, and marked as read as far as it is seen. */
export function useThread<Message extends ThreadMessage>(source: ThreadSource<Message>): ShownThread<Message> {
  const { key, messageCount, unreadMessages } = source;
  const client = useClient();
  const [thread, setThread] = useState<ReadThread<Message>>();
  const [error, setError] = useState<CombinedError>();
  const [reading, setReading] = useState(false);
  const [again, setAgain] = useState(0);
  const turn = useRef(0);

  async function read(
    after: string | null,
    settle: (page: ThreadPage<Message>, now?: ReadThread<Message>) => ReadThread<Message>,
  ): Promise<void> {
    const own = ++turn.current;
    setReading(true);
    const { page, error: failure } = await source.readPage(client, after);
    if (own !== turn.current) return;
    setReading(false);
    setError(failure);
    if (page) setThread((now) => settle(page, now));
  }

  // How many there are tells that there are more.
  useEffect(() => {
    void read(null, (page, now) => withNewest(now, page));
    return () => {
      turn.current++;
    };
  }, [client, key, messageCount, again]);

  // What stands open in a tab that nobody looks at is not read.
  const looked = useLooked();
  const newest = thread?.messages.at(-1)?.messageId;
  useEffect(() => {
    if (newest !== undefined && unreadMessages > 0 && looked) source.markRead(client, newest);
  }, [client, key, newest, unreadMessages, looked]);

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
