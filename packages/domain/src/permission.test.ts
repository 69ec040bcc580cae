import { describe, expect, test } from 'vitest';
import { Permission, permissionsOf, rolesMay } from './permission.ts';
import { Role } from './person.ts';

// The Ministry's rules as its people know them; written out here on purpose, not read from the table.
const WORDS: Record<Exclude<Role, 'INTEGRATOR'>, Permission[]> = {
  REVIEWER: ['READ_REQUESTS', 'CLAIM', 'DECIDE', 'WRITE', 'REVIEW_RUNS', 'HAND_OVER', 'READ_PANEL'],
  MANAGER: ['READ_REQUESTS', 'MOVE_CLAIMS', 'RELEASE_CLAIMS', 'READ_PANEL', 'READ_LOAD', 'READ_CONTENT'],
  AUDITOR: ['READ_REQUESTS', 'READ_PANEL', 'READ_LOAD', 'READ_CREDENTIALS', 'READ_CONTENT', 'READ_ADMINISTRATION'],
  ADMIN: [
    'READ_REQUESTS',
    'RELEASE_CLAIMS',
    'READ_PANEL',
    'READ_LOAD',
    'READ_CREDENTIALS',
    'ADMINISTER_CREDENTIALS',
    'READ_CONTENT',
    'READ_ADMINISTRATION',
    'ADMINISTER',
  ],
};

describe('for the Ministry', () => {
  test.each(Object.entries({ INTEGRATOR: [], ...WORDS }))('%s may do this and nothing else', (role, words) => {
    expect(permissionsOf([role as Role]).toSorted()).toEqual(words.toSorted());
  });

  test('a person of two roles may do what either may', () => {
    for (const one of Object.values(Role)) {
      for (const other of Object.values(Role)) {
        const both = Object.values(Permission).filter((each) => rolesMay([one], each) || rolesMay([other], each));
        expect(permissionsOf([one, other])).toEqual(both);
      }
    }
  });
});
