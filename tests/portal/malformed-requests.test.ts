import { beforeAll, describe, expect, test } from 'vitest';
import { act, newDraft, pick, refused } from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';

let ana: Person;

beforeAll(async () => {
  ({ ana } = await signedIn('ana'));
});

describe('what is no GraphQL at all', () => {
  const post = (body: string | Buffer, type = 'application/json') =>
    ana.fetch('/graphql', { method: 'POST', headers: { 'content-type': type }, body: body as string });

  test.for<[string, string | Buffer, number[]]>([
    ['nothing', '', [400]],
    ['null', 'null', [400]],
    ['a number', '42', [400]],
    ['an array', '[]', [400]],
    ['an object without a query', '{}', [400]],
    ['a query that is a number', '{"query": 42}', [400]],
    ['a query that is an object', '{"query": {"a": 1}}', [400]],
    ['variables that are a text', '{"query": "{ viewer { id } }", "variables": "x"}', [400]],
    ['variables that are a list', '{"query": "{ viewer { id } }", "variables": [1]}', [400]],
    ['an operation name that is a number', '{"query": "{ viewer { id } }", "operationName": 42}', [400]],
    ['cut off', '{"query": "{ view', [400]],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x7b]), [400]],
    ['a megabyte and more', JSON.stringify({ query: '{ viewer { id } }', pad: 'x'.repeat(1_100_000) }), [413]],
    [
      '10,000 levels of list',
      `{"query": "{ viewer { id } }", "variables": {"a": ${'['.repeat(10_000)}${']'.repeat(10_000)}}}`,
      [200, 400],
    ],
    ['100,000 braces', JSON.stringify({ query: '{'.repeat(100_000) }), [400]],
    ['a query with a NUL', JSON.stringify({ query: '{ viewer { id\0 } }' }), [400]],
  ])('%s is told so, never a failure of ours', async ([, body, statuses]) => {
    const response = await post(body);
    expect(statuses).toContain(response.status);
    expect(await response.text()).not.toMatch(/INTERNAL|node_modules|at .*\.[jt]s:\d/);
  });

  test('a value of 900 kB in a variable is a Problem or a wrong input, and quickly over', async () => {
    const huge = 'ã'.repeat(400_000);
    const draft = await newDraft(ana, 'cnes');
    for (const wrong of [
      { manager: { name: huge } },
      { establishmentCnes: huge },
      { system: { ipRanges: [huge] } },
      { services: [huge] },
    ]) {
      const problems = await refused(act(ana, 'updateAccessRequest', { input: { ...pick(draft), ...wrong } }));
      expect(problems).toMatchObject([{ code: 'INVALID' }]);
    }
  });

  test('values of the wrong type are BAD_USER_INPUT', async () => {
    const draft = await newDraft(ana, 'cnes');
    const mutation =
      'mutation ($input: UpdateAccessRequestInput!) { updateAccessRequest(input: $input) { problems { code } } }';
    for (const wrong of [
      { origin: 'NADA' },
      { acceptedTerms: 'sim' },
      { system: { monthlyVolume: 1.5 } },
      { system: { monthlyVolume: 9e9 } },
      { services: 4 },
      { nada: 1 },
      { version: '1' },
      { manager: 'Maria' },
    ]) {
      const { errors } = await ana.ask(mutation, { input: { ...pick(draft), ...wrong } });
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});
