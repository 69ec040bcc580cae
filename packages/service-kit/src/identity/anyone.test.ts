import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testPerson } from '../testing.ts';
import { may, mayIn } from './access.ts';
import { anyoneLike, idAmong, isPerson } from './anyone.ts';
import type { Caller, Person } from './caller.ts';

/** A rule of who may see something, as resolvers write them. */
type Rule =
  | { is: string }
  | { among: string[] }
  | { may: 'DECIDE' | 'ADMINISTER_CREDENTIALS' }
  | { readsIn: string }
  | { both: readonly [Rule, Rule] }
  | { either: readonly [Rule, Rule] };

function allows(rule: Rule, caller: Caller): boolean {
  if ('is' in rule) return isPerson(caller, rule.is);
  if ('among' in rule) return idAmong(caller, rule.among) === rule.among[0];
  if ('may' in rule) return may(caller, rule.may);
  if ('readsIn' in rule) return mayIn(caller, 'READ_REQUESTS', rule.readsIn);
  if ('both' in rule) return allows(rule.both[0], caller) && allows(rule.both[1], caller);
  return allows(rule.either[0], caller) || allows(rule.either[1], caller);
}

const PEOPLE = ['ana', 'bruno', 'clara', 'davi', 'elis'];
const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small' },
    fc.record({ is: fc.constantFrom(...PEOPLE) }),
    fc.record({ among: fc.array(fc.constantFrom(...PEOPLE), { minLength: 1, maxLength: 3 }) }),
    fc.record({ may: fc.constantFrom('DECIDE' as const, 'ADMINISTER_CREDENTIALS' as const) }),
    fc.record({ readsIn: fc.constantFrom('rnds', 'sisab') }),
    fc.record({ both: fc.tuple(tie('rule'), tie('rule')) }),
    fc.record({ either: fc.tuple(tie('rule'), tie('rule')) }),
  ),
}));
const roles = fc.subarray(['INTEGRATOR', 'REVIEWER', 'ADMIN'] as const);
const portfolios = fc.option(fc.subarray(['rnds', 'sisab'], { minLength: 1 }));

describe('somebody like a person', () => {
  it('is told what all those are for whom that holds', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 5 }), roles, portfolios, (rules, has, bound) => {
        const like = (id: string): Person => testPerson({ id, roles: [...has], portfolios: bound });
        const { viewer, holdsFor } = anyoneLike(like('ana'));
        const told = rules.map((each) => allows(each, viewer));
        for (const id of PEOPLE) {
          if (holdsFor(like(id))) expect(rules.map((each) => allows(each, like(id)))).toEqual(told);
        }
        expect(holdsFor(like('somebody else'))).toBe(true);
      }),
    );
  });

  it.each(['id', 'name', 'email'] as const)(
    'is nobody: what reads their %s holds for nobody, however it is caught',
    (fact) => {
      const person = testPerson();
      const { viewer, holdsFor } = anyoneLike(person);
      expect(() => viewer[fact]).toThrow('depends on who asks');
      expect(holdsFor(person)).toBe(false);
      expect(holdsFor(testPerson({ id: 'another' }))).toBe(false);
    },
  );

  it('cannot be copied or written down unawares', () => {
    for (const read of [(viewer: Person) => ({ ...viewer }), (viewer: Person) => JSON.stringify(viewer)]) {
      const { viewer, holdsFor } = anyoneLike(testPerson());
      expect(() => read(viewer)).toThrow();
      expect(holdsFor(testPerson())).toBe(false);
    }
  });
});

it('only people are persons', () => {
  expect(isPerson({ kind: 'anonymous' }, 'ana')).toBe(false);
  expect(isPerson({ kind: 'client', clientId: 'ana', credentialId: 'ana', requestId: 'ana' }, 'ana')).toBe(false);
  expect(isPerson(testPerson({ id: 'ana' }), null)).toBe(false);
  expect(isPerson(testPerson({ id: 'ana' }), 'ana')).toBe(true);
});
