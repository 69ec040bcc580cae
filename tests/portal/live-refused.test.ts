import { beforeAll, describe, expect, test } from 'vitest';
import { newDraft } from './arrange.ts';
import { Line } from './line.ts';
import { signedIn } from './people.ts';
import { Person } from './person.ts';
import { timeAfter } from './portal-time.ts';
import { type Change, CREDENTIALS, OWN, QUEUE } from './subscriptions.ts';

let ana: Person;
let bruno: Person;
let clara: Person;

beforeAll(async () => {
  ({ ana, bruno, clara } = await signedIn('ana', 'bruno', 'clara'));
});

describe('what cannot be listened to', () => {
  test.for([
    ['accessRequestChanged', OWN],
    ['reviewQueueChanged', QUEUE],
    ['credentialChanged', CREDENTIALS],
  ] as const)('%s from a cursor that cannot be read: BAD_USER_INPUT', async ([, query]) => {
    const wrong = ['', 'nada', '\0', btoa('[]'), btoa('["1",2]'), btoa('[-1,0]'), 'x'.repeat(5_000)];
    for (const after of wrong) {
      await using line = Line.asked(clara, query, { after });
      expect({ after, error: await line.refusal() }).toEqual({ after, error: 'BAD_USER_INPUT' });
    }
  });

  test('a cursor of a place that the line has not reached, as from before a restore: CURSOR_LOST', async () => {
    const after = btoa(`[999999999,${Date.now()},"0123456789ab"]`);
    await using line = Line.asked(ana, OWN, { after });
    expect(await line.refusal()).toBe('CURSOR_LOST');
  });

  test('a cursor of 31 days ago: CURSOR_EXPIRED', async () => {
    const after = btoa(`[0,${Date.now() - 31 * 86_400_000}]`);
    await using line = Line.asked(ana, OWN, { after });
    expect(await line.refusal()).toBe('CURSOR_EXPIRED');
  });

  test.for([
    ['accessRequestChanged', OWN],
    ['reviewQueueChanged', QUEUE],
    ['credentialChanged', CREDENTIALS],
  ] as const)('%s by nobody: UNAUTHENTICATED', async ([, query]) => {
    await using line = Line.asked(Person.anonymous(), query);
    expect(await line.refusal()).toBe('UNAUTHENTICATED');
  });

  test('a request that is nobody’s, or another’s: NOT_FOUND, also to reviewers for a draft', async () => {
    const draft = await newDraft(bruno, 'cnes');
    for (const [person, id] of [
      [ana, draft.id],
      [clara, draft.id],
      [ana, '01920000-0000-7000-8000-000000000000'],
      [ana, 'nada'],
      [ana, '\0'],
    ] as const) {
      await using line = Line.asked(person, OWN, { id });
      expect(await line.refusal()).toBe('NOT_FOUND');
    }
  });
});

describe('a session that ends', () => {
  test('closes its sockets with 4403, and no other person’s', async () => {
    const [leaving, staying] = await Promise.all([Person.signIn('ana'), Person.signIn('ana')]);
    await using first = await Line.open<Change>(leaving, OWN);
    await using second = await Line.open<Change>(leaving, OWN);
    await using other = await Line.open<Change>(staying, OWN);
    const seen = await newDraft(staying, 'cnes');
    for (const line of [first, second, other]) {
      await line.until((changes) => changes.some(({ accessRequest }) => accessRequest.id === seen.id));
    }
    expect(await timeAfter(leaving.signOut(), Promise.all([first.end(), second.end()]))).toBeLessThan(1_000);
    expect([first.closed, second.closed]).toEqual([4403, 4403]);
    const after = await newDraft(staying, 'cnes');
    await other.until((changes) => changes.some(({ accessRequest }) => accessRequest.id === after.id));
    expect(first.delivered.map(({ accessRequest }) => accessRequest.id)).not.toContain(after.id);
    expect((await leaving.ask('{ changesCursor }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
