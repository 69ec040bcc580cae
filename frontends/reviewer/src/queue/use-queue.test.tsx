// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { type Client, Provider } from 'urql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ReviewMessageChangedSubscription } from './queue-documents.ts';
import { type Queue, useQueue } from './use-queue.ts';

const listeners = vi.hoisted(() => new Map<unknown, (data: unknown) => void>());
vi.mock('@portal/console', () => ({
  useLive: (document: unknown, listener: (data: unknown) => void) => void listeners.set(document, listener),
}));

let root: Root;
let queue: Queue;
/** What was asked, each to be answered when the test says so. */
let asked: PromiseWithResolvers<unknown>[];

const client = {
  query: () => {
    const answer = Promise.withResolvers<unknown>();
    asked.push(answer);
    return { toPromise: () => answer.promise };
  },
} as unknown as Client;

function Page() {
  queue = useQueue({ tab: 'todas' }, 'clara', false);
  return null;
}

const read = (unreadMessages: number) =>
  act(async () => {
    const edges = [{ node: { id: 'r1', version: 1, unreadMessages } }];
    const reviewQueue = { totalCount: 1, pageInfo: { hasNextPage: false, endCursor: null }, edges };
    asked.at(-1)?.resolve({ data: { reviewQueue } });
  });
const tell = (unreadMessages: number) =>
  act(async () => {
    const accessRequest = { id: 'r1', messageCount: 9, unreadMessages };
    const message = { messageId: 'm', own: false, erasedAt: null };
    listeners.get(ReviewMessageChangedSubscription)?.({
      reviewMessageChanged: { cursor: 'c', message, accessRequest },
    });
  });
const unread = () => queue.state?.rows.map(({ unreadMessages }) => unreadMessages);

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  asked = [];
  document.body.innerHTML = '<main></main>';
  root = createRoot(document.querySelector('main') ?? document.body);
  await act(async () =>
    root.render(
      <Provider value={client}>
        <Page />
      </Provider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

test('what is new on a request is told at its row, and the request is not opened for it', async () => {
  await read(0);
  await tell(1);
  await tell(2);
  expect(unread()).toEqual([2]);
  expect(asked).toHaveLength(1);
});

test('what comes while the queue is read is told to what was read', async () => {
  await read(0);
  await act(async () => queue.refresh());
  await tell(3);
  await read(2);
  expect(unread()).toEqual([3]);
});
