/** What is told of every message. */
export interface ThreadMessage {
  readonly messageId: string;
}

/** What a page of a thread tells, the newest message first. */
export interface ThreadPage<Message extends ThreadMessage> {
  readonly edges: readonly { readonly node: Message }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** As much of a thread as was read, the oldest message first. */
export interface ReadThread<Message extends ThreadMessage> {
  readonly messages: readonly Message[];
  /** Where those before begin; null where there are none. */
  readonly before: string | null;
}

function inOrder<Message extends ThreadMessage>({ edges }: ThreadPage<Message>): Message[] {
  return edges.map(({ node }) => node).reverse();
}

function cursorBefore({ pageInfo }: Pick<ThreadPage<ThreadMessage>, 'pageInfo'>): string | null {
  return pageInfo.hasNextPage ? pageInfo.endCursor : null;
}

/** A thread with its newest page, read anew: what was read before it stays, unless more came meanwhile than a page holds. */
export function withNewest<Message extends ThreadMessage>(
  read: ReadThread<Message> | undefined,
  page: ThreadPage<Message>,
): ReadThread<Message> {
  const newest = inOrder(page);
  const ids = new Set(newest.map(({ messageId }) => messageId));
  const place = read?.messages.findIndex(({ messageId }) => ids.has(messageId)) ?? -1;
  if (!read || place < 0) return { messages: newest, before: cursorBefore(page) };
  return {
    messages: [...read.messages.slice(0, place), ...newest],
    before: place === 0 ? cursorBefore(page) : read.before,
  };
}

/** A thread with the page before what was read of it. */
export function withOlder<Message extends ThreadMessage>(
  { messages }: ReadThread<Message>,
  page: ThreadPage<Message>,
): ReadThread<Message> {
  return { messages: [...inOrder(page), ...messages], before: cursorBefore(page) };
}
