import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assuranceLevelOf } from './assurance-level.ts';

it.each([
  [{ assurance: 'gold' }, 'assurance', 'GOLD'],
  [{ assurance: 'Prata' }, 'assurance', 'SILVER'],
  [{ reliability_info: { level: 'ouro' } }, 'reliability_info.level', 'GOLD'],
  [{ assurance: 'platinum' }, 'assurance', 'BRONZE'],
  [{ assurance: 'constructor' }, 'assurance', 'BRONZE'],
  [{}, 'assurance', 'BRONZE'],
  [{ assurance: { level: 'gold' } }, 'assurance', 'BRONZE'],
])('reads the level of %j at %s as %s', (claims, claim, level) => {
  expect(assuranceLevelOf(claims, claim)).toBe(level);
});

it('never fails on what an issuer may send', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (claims, claim) => {
      expect(['BRONZE', 'SILVER', 'GOLD']).toContain(assuranceLevelOf(claims, claim));
    }),
  );
});
