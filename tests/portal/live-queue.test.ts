import { beforeAll, describe, expect, test } from 'vitest';
import { act, done, newDraft, pick } from './arrange.ts';
import { Line } from './line.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { type Cast, requestIn, resubmitted } from './stages.ts';
import { actionsOf, type Change, QUEUE } from './subscriptions.ts';

let ana: Person;
let clara: Person;
let elis: Person;
let cast: Cast;

beforeAll(async () => {
  ({ ana, clara, elis } = await signedIn('ana', 'clara', 'elis'));
  cast = { owner: ana, reviewer: clara };
});

describe('the queue', () => {
  test('tells reviewers what enters, moves in and leaves it, and never a draft', async () => {
    await using line = await Line.open<Change>(clara, QUEUE);
    await using admins = await Line.open<Change>(elis, QUEUE);
    const request = await requestIn('CHANGES_REQUESTED', cast);
    const again = await resubmitted(ana, request);
    await done(act(ana, 'cancelAccessRequest', pick(again)));
    const draft = await newDraft(ana, 'cnes');
    await done(act(ana, 'cancelAccessRequest', pick(draft)));
    const last = await requestIn('SUBMITTED', cast);
    for (const one of [line, admins]) {
      await one.until((changes) => changes.some(({ accessRequest }) => accessRequest.id === last.id));
      expect(actionsOf(one.delivered, request.id)).toEqual(['SUBMIT', 'CLAIM', 'REQUEST_CHANGES', 'SUBMIT', 'CANCEL']);
      expect(actionsOf(one.delivered, draft.id)).toEqual([]);
    }
  });

  test('masks the manager’s CPF in events as in queries', async () => {
    const query =
      'subscription ($after: String) { reviewQueueChanged(after: $after) { accessRequest { id manager { cpf } } } }';
    await using line = await Line.open<{ accessRequest: { id: string; manager: { cpf: string } } }>(clara, query);
    const request = await requestIn('SUBMITTED', cast);
    const seen = await line.change(({ accessRequest }) => accessRequest.id === request.id);
    expect(seen.accessRequest.manager.cpf).toMatch(/^\*{3}\.\d{3}\.\d{3}-\*{2}$/);
  });
});
