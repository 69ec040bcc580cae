import type { StreamBeat } from '@portal/service-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivered } from './batch.ts';
import type { Change } from './change.ts';
import { ConsumerTooSlow } from './inbox.ts';
import { type ChangeSource, openStream, type StreamOptions } from './outbox.ts';
import { orThrowTooSlow, type Told, tellSlowness } from './slowness.ts';

function change(pos: number, more: Partial<Change> = {}): Delivered {
  const at = new Date(0);
  return {
    change: {
      id: String(pos),
      pos,
      at,
      act: null,
      subject: 'ACCESS_REQUEST',
      subjectId: 'r',
      ownerId: 'ana',
      told: null,
      portfolio: null,
      eventId: null,
      from: null,
      to: null,
      ...more,
    },
    load: () => Promise.reject(new Error('nothing to load')),
    place: pos,
    live: true,
    about: 'ana',
  };
}

/** A line in memory; `beforeRead` runs what others do while a page is on its way. */
function createLine(beforeRead: () => void = () => {}) {
  const kept: Delivered[] = [];
  const listeners = new Set<(delivered: Delivered) => void>();
  return {
    listeners,
    commit(delivered = change(kept.length + 1)) {
      kept.push(delivered);
      for (const listener of listeners) listener(delivered);
    },
    source: {
      async read(after, limit) {
        beforeRead();
        return kept.filter(({ change: { pos } }) => pos > after).slice(0, limit);
      },
      listen(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      reached: () => kept.length,
    } satisfies ChangeSource,
  };
}

const follow = (source: ChangeSource, more: Partial<StreamOptions>) =>
  openStream({
    source,
    interest: { subject: 'ACCESS_REQUEST' },
    after: null,
    stopped: new AbortController().signal,
    ...more,
  });

async function take(stream: AsyncIterator<Delivered | StreamBeat>, count: number): Promise<number[]> {
  const places: number[] = [];
  while (places.length < count) {
    const { value, done } = await stream.next();
    if (done) break;
    places.push(value.place);
  }
  return places;
}

describe('the stream of one subscriber', () => {
  it('gives each change once and in order, whatever is committed while it catches up', async () => {
    const commits = fc.array(fc.nat({ max: 150 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 350 }), fc.nat({ max: 350 }), commits, async (before, after, duringReads) => {
        const rest = [...duringReads];
        const line = createLine(() => {
          for (let n = rest.shift() ?? 0; n > 0; n--) line.commit();
        });
        for (let n = 0; n < before; n++) line.commit();
        const from = Math.min(after, before);
        const stream = follow(line.source, { after: from, inboxSize: 1_000 });
        const total = before + duringReads.reduce((sum, n) => sum + n, 0);
        const expected = Array.from({ length: total - from }, (_, index) => from + 1 + index);
        // The last reads may come after everything was taken: what is still to be committed then comes live.
        const first = expected.length > 0 ? [...(await take(stream, 1))] : [];
        while (rest.length > 0) for (let n = rest.shift() ?? 0; n > 0; n--) line.commit();
        expect([...first, ...(await take(stream, expected.length - first.length))]).toEqual(expected);
        await stream.return?.();
        expect(line.listeners.size).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('stands where its beat says: all up to there was given, and nothing behind it', async () => {
    const steps = fc.array(fc.oneof(fc.constant('beat' as const), fc.constant('commit' as const)), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, fc.nat({ max: 120 }), fc.nat({ max: 250 }), async (later, from, before) => {
        const during = [...later];
        const line = createLine(() => {
          // What is committed while a page is read may be read twice; a beat may come before it.
          for (const step of during.splice(0, 3)) step === 'beat' ? stream.beat() : line.commit();
        });
        for (let n = 0; n < before; n++) line.commit();
        const after = Math.min(from, before);
        const stream: ReturnType<typeof follow> = follow(line.source, { after, inboxSize: 1_000 });
        const given: number[] = [];
        const reading = (async () => {
          for await (const item of stream) {
            if (!('beat' in item)) given.push(item.place);
            else expect(given).toEqual(Array.from({ length: item.place - after }, (_, index) => after + 1 + index));
          }
        })();
        while (!stream.beat()) await new Promise((resolve) => setImmediate(resolve));
        for (const step of during.splice(0)) step === 'beat' ? stream.beat() : line.commit();
        await new Promise((resolve) => setImmediate(resolve));
        await stream.return?.();
        await reading;
        expect(given).toEqual([...new Set(given)].sort((a, b) => a - b));
      }),
      { numRuns: 100 },
    );
  });

  it('is live only without a cursor, from the moment it was opened', async () => {
    const line = createLine();
    line.commit();
    const stream = follow(line.source, { after: null });
    line.commit();
    expect(await take(stream, 1)).toEqual([2]);
  });

  it('passes on only what is of interest', async () => {
    const line = createLine();
    const stream = follow(line.source, { interest: { subject: 'ACCESS_REQUEST', holders: new Set(['bruno']) } });
    line.commit(change(1));
    line.commit(change(2, { ownerId: 'bruno', subject: 'CREDENTIAL' }));
    line.commit(change(3, { ownerId: 'bruno' }));
    expect(await take(stream, 1)).toEqual([3]);
  });

  const ofTeam = { subject: 'TEAM_MEMBER', subjectId: 'ana', ownerId: 'team' } as const;

  it('brings what is of a team from when one joins until one leaves', async () => {
    const line = createLine();
    const stream = follow(line.source, { interest: { subject: 'ACCESS_REQUEST', personId: 'ana' } });
    stream.hold(['ana']);
    line.commit(change(1, { ownerId: 'team' }));
    line.commit(change(2, { ...ofTeam, act: 'JOIN_TEAM' }));
    line.commit(change(3, { ownerId: 'team' }));
    line.commit(change(4, { ...ofTeam, act: 'LEAVE_TEAM' }));
    line.commit(change(5, { ownerId: 'team' }));
    line.commit(change(6));
    expect(await take(stream, 2)).toEqual([3, 6]);
  });

  it('brings nothing of a team that was left while its holders were read', async () => {
    const line = createLine();
    const stream = follow(line.source, { interest: { subject: 'ACCESS_REQUEST', personId: 'ana' } });
    line.commit(change(1, { ...ofTeam, act: 'LEAVE_TEAM' }));
    line.commit(change(2, { ...ofTeam, ownerId: 'other', act: 'JOIN_TEAM' }));
    stream.hold(['ana', 'team']);
    line.commit(change(3, { ownerId: 'team' }));
    line.commit(change(4, { ownerId: 'other' }));
    line.commit(change(5));
    expect(await take(stream, 2)).toEqual([4, 5]);
  });

  it('tells a consumer that is too slow, and buffers nothing more', async () => {
    const line = createLine();
    const stream = follow(line.source, { inboxSize: 3 });
    for (let n = 0; n < 4; n++) line.commit();
    await expect(stream.next()).rejects.toThrow(ConsumerTooSlow);
    expect(line.listeners.size).toBe(0);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('tells it as a last item, for an error would end the connection that others share', async () => {
    const line = createLine();
    const stream = tellSlowness(follow(line.source, { inboxSize: 1 }));
    line.commit();
    line.commit();
    const { value } = await stream.next();
    expect(() => orThrowTooSlow(value as Told)).toThrow(
      expect.objectContaining({ extensions: { code: 'CONSUMER_TOO_SLOW' } }),
    );
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('ends at once, also while it waits', async () => {
    const line = createLine();
    const stream = follow(line.source, {});
    const waiting = stream.next();
    await stream.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(line.listeners.size).toBe(0);
  });

  it('ends when the service does', async () => {
    const line = createLine();
    const stop = new AbortController();
    const waiting = follow(line.source, { stopped: stop.signal }).next();
    stop.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});
