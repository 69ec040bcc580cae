import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Account } from './account.ts';

const START = Date.UTC(2026, 10, 24, 12);
const limit = fc.record({
  burst: fc.integer({ min: 1, max: 100_000 }),
  perMinute: fc.integer({ min: 10_000, max: 200_000 }),
});

const accountOf = (burst: number, perMinute: number) => new Account('token abc', { burst, perMinute }, 0);

describe('a caller’s bucket', () => {
  it('is full at first, and fills evenly after it was emptied', () => {
    const account = accountOf(10_000, 10_000);
    expect(account.points(START)).toBe(10_000);
    account.spend(10_000, START);
    expect(account.points(START)).toBe(0);
    expect(account.points(START + 30_000)).toBe(5_000);
    expect(account.points(START + 60_000)).toBe(10_000);
    expect(account.points(START + 3_600_000)).toBe(10_000);
    expect(account.msUntil(2_500, START)).toBe(15_000);
    expect(account.windowSeconds).toBe(60);
  });

  it('bounds what is spent in any time to a burst and what came back meanwhile', () => {
    const spendings = fc.array(fc.record({ after: fc.nat(20_000), points: fc.integer({ min: 1, max: 5_000 }) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(limit, spendings, ({ burst, perMinute }, asked) => {
        const account = accountOf(burst, perMinute);
        let now = START;
        let spent = 0;
        for (const { after, points } of asked) {
          now += after;
          if (account.points(now) >= points) {
            account.spend(points, now);
            spent += points;
          }
          expect(account.points(now)).toBeGreaterThanOrEqual(-0.001);
          expect(spent).toBeLessThanOrEqual(burst + ((now - START) * perMinute) / 60_000 + 0.001);
        }
      }),
    );
  });

  it('has enough exactly when it said it would', () => {
    fc.assert(
      fc.property(limit, fc.double({ min: 0, max: 1, noNaN: true }), ({ burst, perMinute }, part) => {
        const account = accountOf(burst, perMinute);
        account.spend(burst, START);
        const wanted = Math.max(1, Math.floor(burst * part));
        const wait = account.msUntil(wanted, START);
        expect(account.points(START + wait)).toBeCloseTo(wanted, 3);
        expect(account.points(START + wait / 2)).toBeLessThan(wanted);
      }),
    );
  });

  it('gives back what was not used', () => {
    const account = accountOf(100, 100);
    account.spend(60, START);
    account.spend(-60, START);
    expect(account.points(START)).toBe(100);
  });

  it('takes a debt of hours for another clock’s', () => {
    const account = accountOf(100, 100);
    account.spend(100, START + 8 * 3_600_000);
    expect(account.points(START)).toBe(100);
    account.spend(10, START);
    expect(account.points(START)).toBe(90);
  });
});
