import { Client, CombinedError, type Exchange, gql, makeErrorResult, type Operation } from '@urql/core';
import { afterEach, expect, test, vi } from 'vitest';
import { filter, fromPromise, mergeMap, pipe } from 'wonka';
import { portalCache } from './cache.ts';
import { createReadAhead } from './read-ahead.ts';
import type { Session, SessionState } from './session.ts';

const REQUEST = gql<{ accessRequest: { id: string } }, { id: string }>`
  query Request($id: ID!) { accessRequest(id: $id) { id } }
`;
const viewer = {
  id: 'ana',
  name: 'Ana',
  email: null,
  roles: [],
  assuranceLevel: 'GOLD' as const,
  permissions: [],
  unread: { INTEGRATOR: 0, REVIEWERS: 0 },
};

/** A console's client before a network that answers when it is told to. */
function consoleOf(state: SessionState, known: Promise<void> = Promise.resolve()) {
  const asked: Operation[] = [];
  let network = Promise.withResolvers<boolean>();
  const answers: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind === 'query'),
      mergeMap((operation) => {
        asked.push(operation);
        const accessRequest = { __typename: 'AccessRequest', id: operation.variables?.id };
        const data = { accessRequest };
        const answer = network.promise.then((well) =>
          well
            ? { operation, data, stale: false, hasNext: false }
            : makeErrorResult(operation, new CombinedError({ networkError: new Error('offline') })),
        );
        return fromPromise(answer);
      }),
    );
  const ahead = createReadAhead({ state, known: () => known } as Session);
  const exchanges = [ahead.exchange, portalCache(), answers];
  const client = new Client({ url: '/graphql', exchanges, preferGetMethod: false, requestPolicy: 'cache-and-network' });
  return {
    asked,
    readAhead: ahead.with(client),
    page: () => client.query(REQUEST, { id: 'r1' }).toPromise(),
    async answer(well = true) {
      network.resolve(well);
      await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
      await new Promise((done) => setTimeout(done));
      network = Promise.withResolvers<boolean>();
      network.resolve(true);
    },
  };
}

const SIGNED_IN: SessionState = { status: 'signed-in', viewer };

afterEach(() => void vi.useRealTimers());

test('a page that comes while its query is under way takes that one', async () => {
  const { asked, readAhead, page, answer } = consoleOf(SIGNED_IN);
  readAhead(REQUEST, { id: 'r1' });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  const read = page();
  await answer();
  expect((await read).data?.accessRequest.id).toBe('r1');
  expect(asked).toHaveLength(1);
});

test('a page that comes after the answer asks nothing, and the next one asks', async () => {
  const { asked, readAhead, page, answer } = consoleOf(SIGNED_IN);
  readAhead(REQUEST, { id: 'r1' });
  await answer();
  expect((await page()).data?.accessRequest.id).toBe('r1');
  expect(asked).toHaveLength(1);
  await page();
  expect(asked).toHaveLength(2);
});

test('an answer that nobody came for is soon none', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'], shouldAdvanceTime: true });
  const { asked, readAhead, page, answer } = consoleOf(SIGNED_IN);
  readAhead(REQUEST, { id: 'r1' });
  await answer();
  vi.advanceTimersByTime(5_001);
  await page();
  expect(asked).toHaveLength(2);
});

test('what failed ahead the page asks for itself', async () => {
  const { asked, readAhead, page, answer } = consoleOf(SIGNED_IN);
  readAhead(REQUEST, { id: 'r1' });
  await answer(false);
  expect((await page()).error).toBeUndefined();
  expect(asked).toHaveLength(2);
});

test('nothing is read before it is known who is here, nor for nobody', async () => {
  const known = Promise.withResolvers<void>();
  const early = consoleOf(SIGNED_IN, known.promise);
  early.readAhead(REQUEST, { id: 'r1' });
  const nobody = consoleOf({ status: 'anonymous' });
  nobody.readAhead(REQUEST, { id: 'r1' });
  await new Promise((done) => setTimeout(done));
  expect([early.asked, nobody.asked]).toEqual([[], []]);
  known.resolve();
  await vi.waitFor(() => expect(early.asked).toHaveLength(1));
});
