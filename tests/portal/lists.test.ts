import { beforeAll, describe, expect, test } from 'vitest';
import { signedIn } from './people.ts';
import { Person } from './person.ts';

let ana: Person;
let clara: Person;

beforeAll(async () => {
  ({ ana, clara } = await signedIn('ana', 'clara'));
});

describe('a page', () => {
  const lists = [
    'accessRequests',
    'credentials',
    'services',
    'reviewQueue',
    'reviewHistory',
    'submittedRequests',
    'allCredentials',
  ];
  const personFor = async (list: string) => {
    if (list === 'allCredentials') return Person.signIn('elis');
    return list.startsWith('review') || list.startsWith('submitted') ? clara : ana;
  };

  test.each(lists)('of %s: first out of range and cursors that cannot be read are BAD_USER_INPUT', async (list) => {
    const person = await personFor(list);
    const CURSORS = [
      '',
      'nada',
      '\0',
      '🙂',
      btoa('[]'),
      btoa('{}'),
      btoa('["x","y"]'),
      btoa('["2026-01-01T00:00:00Z"]'),
      'x'.repeat(5_000),
    ];
    const wrong = [
      ...[0, -1, 101, 1_000, -2_147_483_648].map((first) => ({ first })),
      ...CURSORS.map((after) => ({ after })),
    ];
    for (const variables of wrong) {
      const { data, errors } = await person.ask(
        `query ($first: Int, $after: String) { ${list}(first: $first, after: $after) { totalCount edges { cursor } } }`,
        variables,
      );
      expect({ variables, code: errors?.[0]?.extensions.code }).toEqual({ variables, code: 'BAD_USER_INPUT' });
      expect(data?.[list] ?? null).toBeNull();
    }
  });

  test.each(lists.filter((list) => list !== 'credentials'))(
    'of %s: text of any kind finds or finds nothing',
    async (list) => {
      const person = await personFor(list);
      for (const text of [
        '\0',
        '%',
        '_',
        '\\',
        "'",
        '🙂',
        '\ud83d',
        '   ',
        'a & b | !c',
        '<->',
        ':*',
        'á'.repeat(200),
      ]) {
        const argument = list === 'allCredentials' ? 'text: $text' : 'filter: { text: $text }';
        const { errors } = await person.ask(`query ($text: String) { ${list}(${argument}) { totalCount } }`, { text });
        expect(errors).toBeUndefined();
      }
    },
  );

  test('more than 200 characters of text are BAD_USER_INPUT', async () => {
    const { errors } = await ana.ask('query ($t: String) { accessRequests(filter: { text: $t }) { totalCount } }', {
      t: 'a'.repeat(201),
    });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
