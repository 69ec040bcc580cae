import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answers, adviceOn, verdictOn } from './advice.ts';

const answers = fc.record<Required<Answers>>({
  account: fc.constantFrom('BRONZE', 'SILVER', 'GOLD', 'NONE'),
  certificate: fc.constantFrom('E_CNPJ', 'E_CPF', 'NONE'),
  establishment: fc.constantFrom('CNES', 'CNPJ', 'NONE'),
});

test('nothing is said of what was not answered, and no verdict given before all is', () => {
  expect([adviceOn({}), verdictOn({})]).toEqual([{}, null]);
  expect(Object.keys(adviceOn({ certificate: 'E_CPF' }))).toEqual(['certificate']);
  expect(verdictOn({ account: 'GOLD', certificate: 'E_CPF' })).toBeNull();
});

test.each([
  [{ account: 'GOLD', certificate: 'E_CNPJ', establishment: 'CNES' }, 'NOTHING'],
  [{ account: 'SILVER', certificate: 'E_CPF', establishment: 'CNPJ' }, 'NOTHING'],
  [{ account: 'BRONZE', certificate: 'E_CPF', establishment: 'CNES' }, 'LATER'],
  [{ account: 'GOLD', certificate: 'NONE', establishment: 'CNES' }, 'LATER'],
  [{ account: 'GOLD', certificate: 'E_CPF', establishment: 'NONE' }, 'LATER'],
  [{ account: 'NONE', certificate: 'NONE', establishment: 'NONE' }, 'NOW'],
] as const)('of %j what is needed is %s', (given, needed) => {
  expect(verdictOn(given)?.needed).toBe(needed);
});

test('who may ask lacks nothing, and who lacks something is told what to do', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const lacking = Object.values(adviceOn(given)).filter(({ needed }) => needed !== 'NOTHING');
      expect(verdictOn(given)?.needed === 'NOTHING').toBe(lacking.length === 0);
      for (const { link } of lacking) expect(link?.href).toMatch(/^https:/);
    }),
  );
});
