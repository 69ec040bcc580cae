import { beforeAll, describe, expect, test } from 'vitest';
import { act, done, pick, refused } from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { read } from './reading.ts';
import { type Cast, requestIn } from './stages.ts';

let ana: Person;
let clara: Person;
let cast: Cast;

beforeAll(async () => {
  ({ ana, clara } = await signedIn('ana', 'clara'));
  cast = { owner: ana, reviewer: clara };
});

describe('an approval', () => {
  test('issues one credential, whatever is done at once, with identifiers of its own', async () => {
    const claimed = await requestIn('IN_REVIEW', cast);
    const answers = await Promise.all([1, 2, 3].map(() => act(clara, 'approveAccessRequest', pick(claimed))));
    expect(answers.map(({ problems }) => problems[0]?.code ?? 'done').toSorted()).toEqual([
      'STALE_VERSION',
      'STALE_VERSION',
      'done',
    ]);
    const { credential, decidedAt, reviewer } = await read<{
      credential: Record<string, unknown>;
      decidedAt: string;
      reviewer: object;
    }>(
      ana,
      claimed,
      'decidedAt reviewer { name } credential { id state environment requesterIdentifier clientId issuedAt expiresAt secretIssuedAt system { name } }',
    );
    expect(credential).toMatchObject({
      state: 'ACTIVE',
      environment: 'HOMOLOGATION',
      requesterIdentifier: expect.stringMatching(/^\d+$/),
      clientId: expect.stringMatching(/^hml-/),
      secretIssuedAt: null,
    });
    expect(Date.parse(decidedAt)).toBeLessThanOrEqual(Date.now());
    expect(reviewer).toMatchObject({ name: expect.stringMatching(/^Clara/) });
    const year = (Date.parse(String(credential.expiresAt)) - Date.parse(String(credential.issuedAt))) / 86_400_000;
    expect(Math.round(year)).toBeGreaterThanOrEqual(365);
    expect(Math.round(year)).toBeLessThanOrEqual(366);
  });
});

describe('a cancellation', () => {
  test.each(['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED'] as const)('from %s is final', async (state) => {
    const request = await requestIn(state, cast);
    const cancelled = await done(act(ana, 'cancelAccessRequest', pick(request)));
    expect(cancelled.state).toBe('CANCELLED');
    expect(await read(ana, request, 'allowedActions dueAt reviewer { name }')).toMatchObject({
      allowedActions: [],
      dueAt: null,
    });
    expect(await refused(act(ana, 'cancelAccessRequest', pick(cancelled)))).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });
});
