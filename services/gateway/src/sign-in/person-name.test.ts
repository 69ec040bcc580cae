import fc from 'fast-check';
import { expect, it } from 'vitest';
import { personName } from './person-name.ts';

it('keeps a name as it is, and names who has none', () => {
  expect(personName(' Ana  Souza ')).toBe('Ana Souza');
  for (const none of [undefined, null, 7, '', ' \u0000\n ']) expect(personName(none)).toBe('Pessoa sem nome informado');
});

it('makes of any claim what a history has room for', () => {
  expect(personName('𝒜'.repeat(300))).toBe('𝒜'.repeat(200));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (claim) => {
      const name = personName(claim);
      expect([...name].length).toBeGreaterThan(0);
      expect([...name].length).toBeLessThanOrEqual(200);
      expect(name).not.toMatch(/\p{Cc}/u);
      expect(name.isWellFormed()).toBe(true);
    }),
  );
});
