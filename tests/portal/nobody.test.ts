import { beforeAll, describe, expect, test } from 'vitest';
import { signedIn } from './people.ts';
import { Person } from './person.ts';
import { UNKNOWN_IDS } from './unknown-ids.ts';

test('nobody is null as viewer', async () => {
  expect(await Person.anonymous().get('{ viewer { id } }')).toEqual({ viewer: null });
});

describe('a role that is missing', () => {
  let people: Record<'ana' | 'elis', Person>;
  beforeAll(async () => {
    people = await signedIn('ana', 'elis');
  });

  test.for([
    ['claimAccessRequest', '', ['ana', 'elis']],
    ['approveAccessRequest', '', ['ana', 'elis']],
    ['releaseAccessRequest', '', ['ana']],
    ['requestChanges', ', reasons: []', ['ana', 'elis']],
    ['rejectAccessRequest', ', reasons: []', ['ana', 'elis']],
  ] as const)('is told of before the id is looked at: %s', async ([mutation, more, names]) => {
    for (const name of names) {
      for (const id of UNKNOWN_IDS) {
        const { errors } = await people[name].ask(
          `mutation ($id: ID!) { ${mutation}(id: $id, version: 1${more}) { problems { code } } }`,
          { id },
        );
        expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      }
    }
  });
});
