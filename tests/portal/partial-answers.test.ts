import { beforeAll, describe, expect, test } from 'vitest';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { requestIn } from './stages.ts';

let ana: Person;
let clara: Person;

beforeAll(async () => {
  ({ ana, clara } = await signedIn('ana', 'clara'));
});

const REFUSED = { extensions: { code: 'FORBIDDEN' } };

describe('a root field that fails alone is null, and its error stands at its path', () => {
  test('beside what is of another part of the portal', async () => {
    const { data, errors } = await ana.ask('{ reviewQueue { totalCount } portfolios { slug } }');
    expect(data?.reviewQueue).toBeNull();
    expect(data?.portfolios).toContainEqual({ slug: 'rnds' });
    expect(errors).toMatchObject([{ ...REFUSED, path: ['reviewQueue'] }]);
  });

  test('beside what is of the same, under its own name', async () => {
    const { data, errors } = await ana.ask(
      '{ viewer { name } queue: reviewQueue { totalCount } accessRequests(first: 1) { totalCount } }',
    );
    expect(data).toMatchObject({ queue: null, viewer: {}, accessRequests: { totalCount: expect.any(Number) } });
    expect(errors).toMatchObject([{ ...REFUSED, path: ['queue'] }]);
  });

  test('of two mutations the first was done and says so, where the second fails', async () => {
    const { id, version } = await requestIn('DRAFT', { owner: ana, reviewer: clara });
    const { data, errors } = await ana.ask(
      `mutation ($id: ID!, $version: Int!) {
        cancelAccessRequest(id: $id, version: $version) { accessRequest { state } problems { code } }
        claimAccessRequest(id: $id, version: $version) { problems { code } }
      }`,
      { id, version },
    );
    expect(data).toEqual({
      cancelAccessRequest: { accessRequest: { state: 'CANCELLED' }, problems: [] },
      claimAccessRequest: null,
    });
    expect(errors).toMatchObject([{ ...REFUSED, path: ['claimAccessRequest'] }]);
  });

  test('is data all the same where nothing else was asked: 200 in any content type', async () => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const answer = await ana.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query: '{ reviewQueue { totalCount } }' }),
      });
      expect([answer.status, ((await answer.json()) as { data: unknown }).data]).toEqual([200, { reviewQueue: null }]);
    }
  });
});
