import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptShare, SHARES, shareByKey } from './share.ts';

const keys = fc.constantFrom('ArrowLeft', 'ArrowRight', 'Home', 'End', 'a', 'Tab');

test('no walk of keys takes the room of either side', () => {
  fc.assert(
    fc.property(fc.array(keys), (walk) => {
      let share: number = SHARES.usual;
      for (const key of walk) share = shareByKey(share, key) ?? share;
      expect(share).toBeGreaterThanOrEqual(SHARES.least);
      expect(share).toBeLessThanOrEqual(SHARES.most);
    }),
  );
});

test.each([
  [null, SHARES.usual],
  ['lua', SHARES.usual],
  [45, 45],
  [5, SHARES.least],
  [500, SHARES.most],
])('what was kept as %j is %i percent', (kept, share) => {
  expect(keptShare(kept)).toBe(share);
});
