import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgedKey, planKeys } from './key-plan.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);

/** Lets time pass in steps, making a key whenever the plan asks for one; tells each step. */
function run(steps: number[], each: (plan: ReturnType<typeof planKeys>, now: Date, keys: AgedKey[]) => void): void {
  const keys: AgedKey[] = [];
  let at = START;
  for (const step of steps) {
    at += step * HOUR;
    const now = new Date(at);
    if (planKeys(keys, now).needsNewKey) keys.push({ kid: `k${keys.length}`, createdAt: now, signs: true });
    each(planKeys(keys, now), now, keys);
  }
}

describe('the keys of access tokens', () => {
  it('verify every live token, whatever happens in between', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 40, noNaN: true }), { maxLength: 300 }), (steps) => {
        const signed: { kid: string; until: number }[] = [];
        run(steps, ({ signer, published }, now) => {
          expect(published).toContain(signer);
          for (const token of signed) if (token.until > now.getTime()) expect(published).toContain(token.kid);
          signed.push({ kid: signer ?? '', until: now.getTime() + HOUR / 2 });
        });
      }),
    );
  });

  it('are published a day before they sign, except the very first', () => {
    const firstSeen = new Map<string, number>();
    const signsSince = new Map<string, number>();
    run(Array(24 * 100).fill(1), ({ signer, published }, now) => {
      for (const kid of published) if (!firstSeen.has(kid)) firstSeen.set(kid, now.getTime());
      if (signer && !signsSince.has(signer)) signsSince.set(signer, now.getTime());
    });
    expect(signsSince.size).toBeGreaterThan(2);
    for (const [kid, since] of signsSince) {
      if (kid !== 'k0') expect(since - (firstSeen.get(kid) ?? 0)).toBeGreaterThanOrEqual(24 * HOUR);
    }
  });

  it('are renewed every 30 days, and go', () => {
    let most = 0;
    run(Array(24 * 200).fill(1), ({ published }, _now, keys) => {
      most = Math.max(most, published.length);
      expect(keys.length).toBeLessThanOrEqual(7);
    });
    expect(most).toBe(2);
  });

  it('whose private half cannot be opened only verify, and one that can is made at once', () => {
    const old = { kid: 'old', createdAt: new Date(START), signs: false };
    const now = new Date(START + HOUR);
    expect(planKeys([old], now)).toMatchObject({ signer: undefined, needsNewKey: true });
    const plan = planKeys([old, { kid: 'new', createdAt: now, signs: true }], now);
    expect(plan).toEqual({ signer: 'new', published: ['new', 'old'], needsNewKey: false });
  });
});
