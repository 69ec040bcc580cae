import { RETENTION, RETENTION_DELAY_DAYS } from '@portal/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inForceFrom, newestTerms, termsInForce, USUAL_TERMS } from './terms.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2027-03-01T12:00:00Z');
const DELAY_MS = RETENTION_DELAY_DAYS * DAY_MS;

const published = fc
  .array(
    fc.record({
      ago: fc.oneof(
        fc.integer({ min: 0, max: 2 * DELAY_MS }),
        fc.constantFrom(0, DELAY_MS - 1, DELAY_MS, DELAY_MS + 1),
      ),
      days: fc.integer({ min: RETENTION.NOTICES.min, max: RETENTION.NOTICES.max }),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all
      .toSorted((one, other) => one.ago - other.ago)
      .map(({ ago, days }) => ({ at: new Date(NOW.getTime() - ago), body: { terms: { NOTICES: days } } })),
  );

/** Which term held at a moment: that of the last that was published by then. */
function heldAt(editions: ReturnType<(typeof published)['generate']>['value'], moment: number): number {
  return editions.find(({ at }) => at.getTime() <= moment)?.body.terms.NOTICES ?? USUAL_TERMS.NOTICES;
}

describe('the terms by which is deleted', () => {
  test('are never shorter than one that held within the delay, and are one of them', () => {
    fc.assert(
      fc.property(published, fc.integer({ min: 0, max: DELAY_MS - 1 }), (editions, ago) => {
        const inForce = termsInForce(editions, USUAL_TERMS, NOW).NOTICES;
        expect(inForce).toBeGreaterThanOrEqual(heldAt(editions, NOW.getTime() - ago));
        expect([...editions.map(({ body }) => body.terms.NOTICES), USUAL_TERMS.NOTICES]).toContain(inForce);
      }),
    );
  });

  test('are the newest once the delay is over, and from when on is told', () => {
    fc.assert(
      fc.property(published, (editions) => {
        const newest = newestTerms(editions, USUAL_TERMS).NOTICES;
        const from = inForceFrom(editions, USUAL_TERMS, 'NOTICES', NOW);
        expect(termsInForce(editions, USUAL_TERMS, new Date(NOW.getTime() + DELAY_MS)).NOTICES).toBe(newest);
        expect(from === null).toBe(termsInForce(editions, USUAL_TERMS, NOW).NOTICES === newest);
        if (!from) return;
        expect(termsInForce(editions, USUAL_TERMS, from).NOTICES).toBe(newest);
        expect(termsInForce(editions, USUAL_TERMS, new Date(from.getTime() - 1)).NOTICES).toBeGreaterThan(newest);
      }),
    );
  });

  test('are what the deployment says while nobody published, and of what nobody spoke of', () => {
    const seed = { ...USUAL_TERMS, NOTICES: 400 };
    expect(termsInForce([], seed, NOW)).toEqual(seed);
    const one = { at: new Date(NOW.getTime() - 2 * DELAY_MS), body: { terms: { WEBHOOK_DELIVERIES: 60 } } };
    expect(termsInForce([one], seed, NOW)).toEqual({ ...seed, WEBHOOK_DELIVERIES: 60 });
  });
});
