import { beforeAll, describe, expect, test } from 'vitest';
import { act, pick } from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { requestIn, resubmitted } from './stages.ts';
import { UNKNOWN_IDS } from './unknown-ids.ts';

let ana: Person;
let clara: Person;

beforeAll(async () => {
  ({ ana, clara } = await signedIn('ana', 'clara'));
});

describe('a stale version', () => {
  test.each(['updateAccessRequest', 'submitAccessRequest', 'cancelAccessRequest'])(
    '%s: STALE_VERSION, with the request as it is',
    async (mutation) => {
      const draft = await requestIn('DRAFT', { owner: ana, reviewer: clara });
      for (const version of [draft.version - 1, draft.version + 1, 0, -1]) {
        const target = { id: draft.id, version };
        const variables = mutation === 'updateAccessRequest' ? { input: { ...target, origin: 'MINISTRY' } } : target;
        const { accessRequest, problems } = await act(ana, mutation, variables);
        expect(problems).toMatchObject([{ code: 'STALE_VERSION' }]);
        expect(accessRequest).toMatchObject(pick(draft));
      }
    },
  );
});

describe('an id that is nobody’s', () => {
  const onRequests: [string, Record<string, unknown>][] = [
    ['updateAccessRequest', { origin: 'MINISTRY' }],
    ['submitAccessRequest', {}],
    ['cancelAccessRequest', {}],
  ];
  const REASONS = [{ code: 'OTHER', message: 'Motivo.' }];
  const onReviews: [string, Record<string, unknown>][] = [
    ['claimAccessRequest', {}],
    ['releaseAccessRequest', {}],
    ['approveAccessRequest', {}],
    ['requestChanges', { reasons: REASONS }],
    ['rejectAccessRequest', { reasons: REASONS }],
  ];

  test.for([...onRequests, ...onReviews])('%s: NOT_FOUND', async ([mutation, more]) => {
    const person = onReviews.some(([name]) => name === mutation) ? clara : ana;
    for (const id of UNKNOWN_IDS) {
      const variables =
        mutation === 'updateAccessRequest' ? { input: { id, version: 1, ...more } } : { id, version: 1, ...more };
      const { accessRequest, problems } = await act(person, mutation, variables);
      expect(problems.map(({ code, path }) => ({ code, path }))).toEqual([{ code: 'NOT_FOUND', path: ['id'] }]);
      expect(accessRequest).toBeNull();
    }
  });

  test('the acts without a version', async () => {
    for (const id of UNKNOWN_IDS) {
      const answers = [
        act(clara, 'assessRequirement', { id, requirement: 'BUNDLE', verdict: 'PROVEN' }),
        act(ana, 'removeEvidence', { id }),
        act(ana, 'labelEvidence', { id, requirements: [] }),
        act(ana, 'createProductionRequest', { input: { credentialId: id } }),
      ];
      for (const answer of answers) expect((await answer).problems).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
  });

  test('queries for one thing answer null', async () => {
    const query = `query ($id: ID!, $text: String!) { accessRequest(id: $id) { id } credential(id: $id) { id }
      accessRequestByProtocol(protocol: $text) { id } portfolio(slug: $text) { slug } service(slug: $text) { slug } }`;
    for (const id of [...UNKNOWN_IDS, '2026-0000001-0', '2026-99999999999-1', '__proto__', 'constructor']) {
      const { data, errors } = await ana.ask(query, { id, text: id });
      expect(errors).toBeUndefined();
      expect(Object.values(data ?? {})).toEqual([null, null, null, null, null]);
    }
  });
});

describe('a wrong state', () => {
  test('an edit of what was sent is NOT_ALLOWED, and the version stays', async () => {
    for (const state of ['SUBMITTED', 'IN_REVIEW', 'APPROVED', 'REJECTED', 'CANCELLED'] as const) {
      const request = await requestIn(state, { owner: ana, reviewer: clara });
      const { accessRequest, problems } = await act(ana, 'updateAccessRequest', {
        input: { ...pick(request), origin: 'MINISTRY' },
      });
      expect(problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
      expect(accessRequest).toMatchObject({ ...pick(request), state });
    }
  });

  test('what comes back with changes asked for can be edited and sent again', async () => {
    const asked = await requestIn('CHANGES_REQUESTED', { owner: ana, reviewer: clara });
    expect((await resubmitted(ana, asked)).state).toBe('SUBMITTED');
  });
});
