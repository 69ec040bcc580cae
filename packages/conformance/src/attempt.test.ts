import { describe, expect, test } from 'vitest';
import { excuse } from './excuse.ts';
import { MOST_ENDED, MOST_OPEN } from './step-state.ts';
import { armed, callOf, sentCall } from './testing/calls.ts';
import { stepAfter, suiteOfOneStep } from './testing/one-step.ts';

const two = [{ operation: ['read-patient'] }, { operation: ['create-document'] }];
const read = (at: number, facts = {}) => callOf({ operation: 'read-patient', at, answeredAt: at, ...facts });
const sent = (at: number, facts = {}) => sentCall('a', { at, answeredAt: at, ...facts });

describe('calls in an order', () => {
  test('others may come between', () => {
    const suite = suiteOfOneStep(two);
    const { step } = stepAfter(suite, [sent(0), read(1), callOf({ at: 2 }), callOf({ at: 3 }), sent(4)]);
    expect(step).toMatchObject({ outcome: 'PASSED', tries: 1, callsToPass: 5, passedAt: 4 });
    expect(Object.keys(step.attempts.at(-1)?.calls ?? {})).toEqual(['chamada a', 'chamada b']);
  });

  test('one call is not two of them', () => {
    const suite = suiteOfOneStep([{ operation: ['read-patient'] }, { operation: ['read-patient'] }]);
    expect(stepAfter(suite, [read(0)]).step.outcome).toBe('WAITING');
    expect(stepAfter(suite, [read(0), read(1)]).step.outcome).toBe('PASSED');
  });

  test(`${MOST_OPEN} attempts may be under way, the newest of them`, () => {
    const suite = suiteOfOneStep([
      { operation: ['create-document'] },
      { operation: ['read-bundle'], sameDocument: 'chamada a' },
    ]);
    const documents = Array.from({ length: MOST_OPEN + 1 }, (_, place) => sentCall(String(place), { at: place }));
    const readBack = (place: number) => callOf({ operation: 'read-bundle', documentId: `id-of-${place}`, at: 100 });
    expect(stepAfter(suite, [...documents, readBack(1)]).step.outcome).toBe('PASSED');
    const { step } = stepAfter(suite, [...documents, readBack(0)]);
    expect(step.outcome).toBe('WAITING');
    expect(step.attempts).toHaveLength(MOST_OPEN);
    expect(step.tries).toBe(0);
  });
});

test('what came further is not pushed out by what only begins, nor the other way round', () => {
  const suite = suiteOfOneStep([
    { operation: ['create-document'] },
    { operation: ['create-document'], sameIdentifier: 'chamada a', codes: ['EHR-ERR866'] },
    { operation: ['read-bundle'], sameDocument: 'chamada a' },
  ]);
  const begun = (from: number, count: number) =>
    Array.from({ length: count }, (_, place) => sentCall(`d${from + place}`, { at: from + place }));
  const known = (from: number, count: number) =>
    begun(from, count).flatMap((call) => [
      call,
      sentCall(call.identifierHmac ?? '', { codes: ['EHR-ERR866'], at: from }),
    ]);
  const readBack = (name: string) => callOf({ operation: 'read-bundle', documentId: `id-of-${name}`, at: 9_000 });
  expect(stepAfter(suite, [...known(0, 1), ...begun(10, 50), readBack('d0')]).step.outcome).toBe('PASSED');
  expect(stepAfter(suite, [...known(0, 20), ...known(80, 1), readBack('d80')]).step.outcome).toBe('PASSED');
});

describe('windows of time', () => {
  const retried = { operation: ['create-document'], notBefore: { after: 'chamada a', seconds: 'retryAfter' as const } };
  const waits = suiteOfOneStep([{ operation: ['read-patient'] }, retried]);
  const refused = read(1_000, { fault: armed('ERROR_503', 4) });

  test.each([
    [4_000, 'WAITING'],
    [4_700, 'WAITING'],
    [4_800, 'PASSED'],
    [5_000, 'PASSED'],
  ])('what comes at %d ms of 5,000 is %s', (at, outcome) => {
    const { step, nearest } = stepAfter(waits, [refused, sent(at)]);
    expect(step.outcome).toBe(outcome);
    if (outcome === 'WAITING')
      expect(nearest?.why).toMatch(/^Veio cedo demais: “chamada b” conta só [\d,]+ s mais tarde\.$/);
  });

  test('are counted from the answer, and not from the call', () => {
    const late = read(1_000, { answeredAt: 9_000, fault: armed('ERROR_503', 4) });
    expect(stepAfter(waits, [late, sent(12_000)]).step.outcome).toBe('WAITING');
    expect(stepAfter(waits, [late, sent(13_000)]).step.outcome).toBe('PASSED');
  });

  test('one that is over is shown by whatever comes then', () => {
    const soon = { operation: ['create-document'], within: { after: 'chamada a', seconds: 10 } };
    const suite = suiteOfOneStep([{ operation: ['read-patient'] }, soon]);
    expect(stepAfter(suite, [read(0), sent(10_000)]).step.outcome).toBe('PASSED');
    expect(stepAfter(suite, [read(0), callOf({ at: 9_000 })]).step.outcome).toBe('WAITING');
    const { step, nearest } = stepAfter(suite, [read(0), callOf({ at: 11_000 })]);
    expect(step.outcome).toBe('FAILED');
    expect(step.attempts[0]?.why).toBe('“chamada b” era esperado em até 10 s depois de “chamada a”, e não veio.');
    expect(nearest).toMatchObject({ matched: true, why: step.attempts[0]?.why });
    // What begins it anew passes it all the same.
    expect(stepAfter(suite, [read(0), read(11_000), sent(12_000)]).step.outcome).toBe('PASSED');
  });
});

describe('what must not come', () => {
  const three = [...two, { operation: ['read-bundle'] }];
  const bundle = (at: number) => callOf({ operation: 'read-bundle', at });
  const metadata = (at: number) => callOf({ operation: 'metadata', at });

  test('fails between the first and the last, and says what came', () => {
    const suite = suiteOfOneStep(three, [{ operation: ['metadata'], because: 'Não se lê metadata.' }]);
    expect(stepAfter(suite, [metadata(0), read(1), sent(2), bundle(3), metadata(4)]).step.outcome).toBe('PASSED');
    const { step } = stepAfter(suite, [read(1), metadata(2), sent(3), bundle(4)]);
    expect(step).toMatchObject({ outcome: 'FAILED', tries: 1 });
    expect(step.attempts[0]).toMatchObject({
      failedBy: expect.any(String),
      endedAt: 2,
      why: 'Não se lê metadata. Depois de “chamada a” veio: leitura de metadata, respondido com 200.',
    });
  });

  test('only after a call, and before another', () => {
    const suite = suiteOfOneStep(three, [{ operation: ['metadata'], after: 'chamada a', before: 'chamada b' }]);
    expect(stepAfter(suite, [read(1), sent(2), metadata(3), bundle(4)]).step.outcome).toBe('PASSED');
    expect(stepAfter(suite, [read(1), metadata(2), sent(3), bundle(4)]).step.outcome).toBe('FAILED');
  });

  test('only so long', () => {
    const suite = suiteOfOneStep(three, [{ operation: ['metadata'], for: 5 }]);
    expect(stepAfter(suite, [read(0), metadata(4_000), sent(6_000)]).step.outcome).toBe('FAILED');
    expect(stepAfter(suite, [read(0), metadata(5_000), sent(6_000), bundle(7_000)]).step.outcome).toBe('PASSED');
  });

  test('of what may come so often the next one fails', () => {
    const suite = suiteOfOneStep(three, [{ operation: ['metadata'], moreThan: 2 }]);
    expect(stepAfter(suite, [read(0), metadata(1), metadata(2), sent(3), bundle(4)]).step.outcome).toBe('PASSED');
    const { step } = stepAfter(suite, [read(0), metadata(1), metadata(2), sent(3), metadata(4), bundle(5)]);
    expect(step.attempts[0]?.why).toContain('veio pela 3ª vez');
  });

  test('what is let pass may be what is waited for', () => {
    const suite = suiteOfOneStep(two, [{ operation: ['create-document'], moreThan: 1 }]);
    expect(stepAfter(suite, [read(0), sent(1)]).step.outcome).toBe('PASSED');
  });
});

describe('what was our fault', () => {
  const ours = { status: 500, ours: true };

  test('leaves alone what it has nothing to do with', () => {
    const suite = suiteOfOneStep(two);
    expect(stepAfter(suite, [read(0), callOf({ at: 1, ...ours }), sent(2)]).step.outcome).toBe('PASSED');
  });

  test('ends what it would have served, as INCONCLUSIVE; the next attempt counts', () => {
    const suite = suiteOfOneStep(two);
    const { step, nearest } = stepAfter(suite, [read(0), sent(1, ours)]);
    expect(step).toMatchObject({ outcome: 'INCONCLUSIVE', tries: 1 });
    expect(nearest).toMatchObject({ matched: true, why: expect.stringContaining('Não é erro do seu sistema') });
    expect(stepAfter(suite, [read(0), sent(1, ours), read(2), sent(3)]).step.outcome).toBe('PASSED');
  });

  test('is told of a step of one call too', () => {
    const suite = suiteOfOneStep([{ operation: ['create-document'], documentKind: ['RIA-R'], status: ['201'] }]);
    // Overload: what was sent was not even read.
    expect(stepAfter(suite, [sent(1, { ...ours, documentKind: null })]).step.outcome).toBe('INCONCLUSIVE');
    expect(stepAfter(suite, [read(1, ours)]).step.outcome).toBe('WAITING');
  });

  test('does not take back what FAILED before, nor does it fail what it is late for', () => {
    const suite = suiteOfOneStep(
      [two[0] ?? {}, { ...two[1], within: { after: 'chamada a', seconds: 1 } }],
      [{ operation: ['metadata'] }],
    );
    const failed = [read(0), callOf({ operation: 'metadata', at: 1 })];
    expect(stepAfter(suite, [...failed, read(2), sent(3, ours)]).step.outcome).toBe('FAILED');
    expect(stepAfter(suite, [read(0), callOf({ at: 60_000, ...ours })]).step.outcome).toBe('WAITING');
  });

  test('an incident excuses what was under way then, and nothing else', () => {
    const suite = suiteOfOneStep(two, [{ operation: ['metadata'] }]);
    const { state } = stepAfter(suite, [read(1_000), callOf({ operation: 'metadata', at: 2_000 })]);
    const outcomeIn = (startedAt: number, endedAt: number) =>
      excuse(state, { startedAt, endedAt }).steps['a/b']?.outcome;
    expect(outcomeIn(0, 500)).toBe('FAILED');
    expect(outcomeIn(2_500, 3_000)).toBe('FAILED');
    expect(outcomeIn(1_500, 1_600)).toBe('INCONCLUSIVE');
    const open = stepAfter(suite, [read(1_000)]).state;
    expect(excuse(open, { startedAt: 1_500, endedAt: 1_600 }).steps['a/b']).toMatchObject({
      outcome: 'INCONCLUSIVE',
      tries: 1,
    });
    expect(excuse(open, { startedAt: 0, endedAt: 500 })).toEqual(open);
  });
});

test(`the last ${MOST_ENDED} that ended are kept, and with them the last that FAILED`, () => {
  const suite = suiteOfOneStep(two, [{ operation: ['metadata'] }]);
  const failing = [read(0), callOf({ operation: 'metadata', at: 1 })];
  const lost = Array.from({ length: 8 }, (_, place) => [
    read(10 + place * 2),
    sent(11 + place * 2, { status: 500, ours: true }),
  ]).flat();
  const { step } = stepAfter(suite, [...failing, ...lost]);
  expect(step).toMatchObject({ outcome: 'FAILED', tries: 9 });
  expect(step.attempts.map(({ outcome }) => outcome)).toEqual([
    'FAILED',
    ...Array(MOST_ENDED - 1).fill('INCONCLUSIVE'),
  ]);
});
