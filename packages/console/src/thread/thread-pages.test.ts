import { expect, test } from 'vitest';
import { type ThreadPage, withNewest, withOlder } from './thread-pages.ts';

interface Message {
  messageId: string;
  text: string;
}

const message = (n: number): Message => ({ messageId: `m${n}`, text: String(n) });
/** Messages from the newest to the oldest, as a page has them. */
function page(newest: number, oldest: number): ThreadPage<Message> {
  const all = Array.from({ length: newest - oldest + 1 }, (_, place) => message(newest - place));
  return { edges: all.map((node) => ({ node })), pageInfo: { hasNextPage: oldest > 1, endCursor: `c${oldest}` } };
}
const told = ({ messages, before }: ReturnType<typeof withNewest<Message>>) => [
  messages.map(({ text }) => Number(text)),
  before,
];

test('a thread is told from the oldest to the newest message', () => {
  expect(told(withNewest(undefined, page(3, 1)))).toEqual([[1, 2, 3], null]);
  expect(
    told(withNewest<Message>(undefined, { edges: [], pageInfo: { hasNextPage: false, endCursor: null } })),
  ).toEqual([[], null]);
});

test('what was read before stays when the newest page is read again, and none is told twice', () => {
  const read = withOlder(withNewest(undefined, page(9, 6)), page(5, 3));
  expect(told(read)).toEqual([[3, 4, 5, 6, 7, 8, 9], 'c3']);
  expect(told(withNewest(read, page(10, 7)))).toEqual([[3, 4, 5, 6, 7, 8, 9, 10], 'c3']);
});

test('where more came than a page holds, it begins again there: no message in between is passed over', () => {
  const read = withNewest(undefined, page(4, 1));
  expect(told(withNewest(read, page(12, 8)))).toEqual([[8, 9, 10, 11, 12], 'c8']);
});
