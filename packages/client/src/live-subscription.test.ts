import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { AccessRequestChangedDocument, type AccessRequestChangedSubscription } from './gql/graphql.ts';
import { createPortalClient, type PortalClient } from './portal-client.ts';
import { PortalStub } from './testing/portal-stub.ts';

let stub: PortalStub;
let portal: PortalClient;
beforeEach(async () => {
  stub = await PortalStub.start();
  portal = createPortalClient({ url: stub.url, webSocket: WebSocket, retry: { attempts: 2, longestWait: 100 } });
});
afterEach(() => stub[Symbol.asyncDispose]());

const follow = (variables = {}, signal?: AbortSignal) =>
  portal.subscribe(AccessRequestChangedDocument, variables, signal && { signal });

/** The cursors of the next changes. */
async function take(changes: AsyncIterator<AccessRequestChangedSubscription>, count: number): Promise<string[]> {
  const cursors: string[] = [];
  while (cursors.length < count) {
    const { value } = await changes.next();
    cursors.push(value.accessRequestChanged.cursor);
  }
  return cursors;
}

describe('a live line', () => {
  test('begins now, at a cursor, so that nothing is lost before its first change', async () => {
    const changes = follow();
    const first = take(changes, 1);
    await expect.poll(() => stub.open).toBe(1);
    await stub.drop();
    stub.tell(1);
    expect(await first).toEqual(['c1']);
    expect(stub.afters).toEqual(['c0', 'c0']);
    await changes.return?.();
  });

  test('is taken up where it was, each change once and in order, however it breaks', async () => {
    const changes = follow({ after: 'c0' });
    const seen: string[] = [];
    stub.tell(3);
    seen.push(...(await take(changes, 2)));
    for (const code of [undefined, 1012, 1001]) {
      await stub.drop(code);
      stub.tell(2);
      seen.push(...(await take(changes, 2)));
    }
    stub.tell(1);
    seen.push(...(await take(changes, 2)));
    expect(seen).toEqual(Array.from({ length: 10 }, (_, at) => `c${at + 1}`));
    await changes.return?.();
    await expect.poll(() => stub.open).toBe(0);
  });

  test.each(['CONSUMER_TOO_SLOW', 'UNAVAILABLE', 'INTERNAL'])('goes on after %s', async (code) => {
    const changes = follow({ after: 'c0' });
    stub.tell(1);
    stub.refusals.push(code);
    expect(await take(changes, 1)).toEqual(['c1']);
    expect(stub.afters).toEqual(['c0', 'c0']);
    await changes.return?.();
  });

  test.each(['CURSOR_EXPIRED', 'CURSOR_LOST', 'FORBIDDEN', 'NOT_FOUND'])('ends with %s', async (code) => {
    stub.refusals.push(code);
    await expect(follow({ after: 'c0' }).next()).rejects.toMatchObject({ name: 'OperationError', code });
    expect(stub.afters).toHaveLength(1);
  });

  test('that never worked is an error after its tries', async () => {
    await using deaf = await PortalStub.start({ webSockets: false });
    const changes = createPortalClient({ url: deaf.url, retry: { attempts: 2 } }).subscribe(
      AccessRequestChangedDocument,
    );
    await expect(changes.next()).rejects.toMatchObject({ name: 'ConnectionError' });
  });

  test('of a reader who falls behind is cut, and brings everything all the same', async () => {
    const changes = follow({ after: 'c0' });
    stub.tell(1);
    expect(await take(changes, 1)).toEqual(['c1']);
    stub.tell(1_200);
    await expect.poll(() => stub.open).toBe(0);
    expect(await take(changes, 1_200)).toEqual(Array.from({ length: 1_200 }, (_, at) => `c${at + 2}`));
    expect(stub.afters.length).toBeGreaterThan(1);
    await changes.return?.();
  });

  test('ends with the reason of its signal, also while it waits', async () => {
    const stop = new AbortController();
    const waiting = follow({ after: 'c0' }, stop.signal).next();
    await expect.poll(() => stub.open).toBe(1);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect.poll(() => stub.open).toBe(0);
  });
});
