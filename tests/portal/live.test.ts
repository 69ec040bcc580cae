import { beforeAll, describe, expect, test, vi } from 'vitest';
import { act, done, newDraft, pick, refused } from './arrange.ts';
import { changesCursor, Line } from './line.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { attach, type Cast, productionDraft, requestIn, resubmitted } from './stages.ts';
import { actionsOf, type Change, OWN, QUEUE } from './subscriptions.ts';

let ana: Person;
let bruno: Person;
let clara: Person;
let cast: Cast;

beforeAll(async () => {
  ({ ana, bruno, clara } = await signedIn('ana', 'bruno', 'clara'));
  cast = { owner: ana, reviewer: clara };
});

describe('a line of requests', () => {
  test('with a cursor delivers what was missed, then goes on live: each once, in order', async () => {
    const after = await changesCursor(ana);
    const request = await requestIn('CHANGES_REQUESTED', cast);
    await using line = await Line.open<Change>(ana, OWN, { id: request.id, after });
    await line.until(({ length }) => length === 4);
    const sent = await resubmitted(ana, request);
    const claimed = await done(act(clara, 'claimAccessRequest', pick(sent)));
    await done(act(clara, 'approveAccessRequest', pick(claimed)));
    await line.until((changes) => changes.at(-1)?.event.action === 'APPROVE');
    expect(actionsOf(line.delivered, request.id)).toEqual([
      'CREATE',
      'SUBMIT',
      'CLAIM',
      'REQUEST_CHANGES',
      'SUBMIT',
      'CLAIM',
      'APPROVE',
    ]);
    expect(new Set(line.delivered.map(({ cursor }) => cursor)).size).toBe(7);
    expect(line.delivered.at(-1)).toMatchObject({
      event: { from: 'IN_REVIEW', to: 'APPROVED' },
      accessRequest: { state: 'APPROVED' },
    });

    // Every cursor of it goes on exactly behind itself.
    for (const [index, { cursor }] of line.delivered.entries()) {
      if (index === 6) continue;
      await using rest = await Line.open<Change>(ana, OWN, { id: request.id, after: cursor });
      await rest.until(({ length }) => length === 6 - index);
      expect(rest.delivered.map(({ event }) => event.id)).toEqual(
        line.delivered.slice(index + 1).map(({ event }) => event.id),
      );
    }
  });

  test('without a cursor delivers what happens from then on', async () => {
    const after = await changesCursor(ana);
    const request = await requestIn('SUBMITTED', cast);
    // Told on the line, and not only done.
    await using before = await Line.open<Change>(ana, OWN, { after });
    await before.change(({ event, accessRequest }) => accessRequest.id === request.id && event.action === 'SUBMIT');
    await using line = Line.asked<Change>(ana, OWN, { id: request.id });
    // The subscription stands once something of it arrives: releases and claims go on until then.
    let last = request;
    await vi.waitUntil(
      async () => {
        const mutation = last.state === 'SUBMITTED' ? 'claimAccessRequest' : 'releaseAccessRequest';
        last = await done(act(clara, mutation, pick(last)));
        return line.delivered.length > 0;
      },
      { timeout: 15_000 },
    );
    expect(line.delivered.map(({ event }) => event.action)).not.toContain('SUBMIT');
  });

  test('misses nothing that happens while it is opened', async () => {
    const request = await requestIn('DRAFT', cast);
    const after = await changesCursor(ana);
    const sent = act(ana, 'submitAccessRequest', pick(request));
    await using line = await Line.open<Change>(ana, OWN, { id: request.id, after });
    await done(sent);
    await line.until(({ length }) => length > 0);
    expect(actionsOf(line.delivered, request.id)).toEqual(['SUBMIT']);
  });

  test('tells of evidence that comes and goes, and of no edit', async () => {
    const { draft } = await productionDraft(cast);
    await using line = await Line.open<Change>(ana, OWN, { id: draft.id });
    await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), system: { vendor: 'Casa' } } }));
    const evidence = await attach(ana, draft);
    await done(act(ana, 'removeEvidence', { id: evidence }));
    await line.until((changes) => changes.some(({ event }) => event.action === 'REMOVE_EVIDENCE'));
    expect(actionsOf(line.delivered, draft.id)).toEqual(['ATTACH_EVIDENCE', 'REMOVE_EVIDENCE']);
  });

  test('tells of nothing that was refused', async () => {
    const request = await requestIn('DRAFT', cast);
    await using line = await Line.open<Change>(ana, OWN, { id: request.id });
    await refused(act(ana, 'submitAccessRequest', { ...pick(request), version: 99 }));
    await refused(act(ana, 'updateAccessRequest', { input: { ...pick(request), manager: { cpf: '1' } } }));
    await done(act(ana, 'cancelAccessRequest', pick(request)));
    await line.until(({ length }) => length > 0);
    expect(actionsOf(line.delivered, request.id)).toEqual(['CANCEL']);
  });

  test('shows what the other subgraph knows', async () => {
    const query = `subscription ($after: String) { accessRequestChanged(after: $after) {
      accessRequest { id portfolio { name } services { name portfolio { slug } } checklist { requirement { description } } } } }`;
    await using line = await Line.open<{ accessRequest: { id: string } }>(ana, query);
    const request = await newDraft(ana, 'cnes');
    const mine = await line.change(({ accessRequest }) => accessRequest.id === request.id);
    expect(mine).toEqual({
      accessRequest: {
        id: request.id,
        portfolio: { name: 'CNES' },
        services: [{ name: expect.any(String), portfolio: { slug: 'cnes' } }],
        checklist: expect.arrayContaining([{ requirement: { description: expect.any(String) } }]),
      },
    });
  });

  test('delivers a burst of fifty in order, to everybody who listens', async () => {
    const after = await changesCursor(ana);
    await using early = await Line.open<Change>(ana, OWN, { after });
    await using queue = await Line.open<Change>(clara, QUEUE, { after });
    const [other, mine] = await Promise.all([newDraft(bruno, 'cnes'), requestIn('SUBMITTED', cast)]);
    let last = mine;
    const burst = (async () => {
      for (let index = 0; index < 24; index++) {
        last = await done(act(clara, 'claimAccessRequest', pick(last)));
        last = await done(act(clara, 'releaseAccessRequest', pick(last)));
      }
    })();
    const others = Promise.all(Array.from({ length: 10 }, () => requestIn('SUBMITTED', cast)));
    await using late = await Line.open<Change>(ana, OWN, { after });
    await Promise.all([burst, others]);
    const wanted = ['CREATE', 'SUBMIT', ...Array.from({ length: 24 }, () => ['CLAIM', 'RELEASE']).flat()];
    for (const line of [early, late]) {
      await line.until((changes) => actionsOf(changes, mine.id).length === wanted.length);
      expect(actionsOf(line.delivered, mine.id)).toEqual(wanted);
      expect(actionsOf(line.delivered, other.id)).toEqual([]);
    }
    await queue.until((changes) => actionsOf(changes, mine.id).length === wanted.length - 1);
    expect(actionsOf(queue.delivered, mine.id)).toEqual(wanted.slice(1));
    // One line for all: what both saw stands in the same order in both, and every cursor once.
    const places = (line: Line<Change>) => line.delivered.map(({ cursor }) => cursor);
    const shared = places(queue).filter((cursor) => places(early).includes(cursor));
    expect(shared.length).toBeGreaterThanOrEqual(wanted.length - 1);
    expect(places(early).filter((cursor) => shared.includes(cursor))).toEqual(shared);
    expect(places(late).filter((cursor) => places(early).includes(cursor))).toEqual(
      places(early).filter((cursor) => places(late).includes(cursor)),
    );
    for (const line of [early, late, queue]) expect(new Set(places(line)).size).toBe(line.delivered.length);
  });
});
