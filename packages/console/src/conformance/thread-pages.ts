import type { RequirementThreadQuery } from '../gql/graphql.ts';

type Found = Extract<NonNullable<RequirementThreadQuery['node']>, { messages: object }>;

/** A message of a thread. */
export type ThreadMessage = Found['messages']['edges'][number]['node'];

/** What a page of a thread tells, the newest message first. */
export interface ThreadPage {
  readonly edges: readonly { readonly node: ThreadMessage }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** As much of a thread as was read, the oldest message first. */
export interface ReadThread {
  readonly messages: readonly ThreadMessage[];
  /** Where those before begin; null where there are none. */
  readonly before: string | null;
}

const inOrder = ({ edges }: ThreadPage) => edges.map(({ node }) => node).reverse();
const cursorBefore = ({ pageInfo }: ThreadPage) => (pageInfo.hasNextPage ? pageInfo.endCursor : null);

/** A thread with its newest page, read anew: what was read before it stays, unless more came meanwhile than a page holds. */
export function withNewest(read: ReadThread | undefined, page: ThreadPage): ReadThread {
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
export function withOlder({ messages }: ReadThread, page: ThreadPage): ReadThread {
  return { messages: [...inOrder(page), ...messages], before: cursorBefore(page) };
}
