import { expect, test } from 'vitest';
import { advance, openRun } from './advance.ts';
import type { CallFacts } from './call-facts.ts';
import { excuse } from './excuse.ts';
import { remaining, runOutcome } from './outcomes.ts';
import { suites } from './suites.ts';
import { armed, callOf, refusedCall, sentCall, tokenCall } from './testing/calls.ts';

const [suite] = suites().filter(({ id }) => id === 'ria-r');
if (!suite) throw new Error('there is no suite RIA-R');

function after(...calls: CallFacts[]) {
  let state = openRun(suite as NonNullable<typeof suite>, null);
  let nearest = null;
  for (const call of calls) ({ state, nearest } = advance(suite as NonNullable<typeof suite>, state, call));
  return {
    state,
    nearest,
    outcome: (step: string) => state.steps[step]?.outcome,
    why: (step: string) => state.steps[step]?.attempts.findLast(({ endedAt }) => endedAt !== null)?.why ?? null,
  };
}

test('one token for three calls, and not one for each', () => {
  const step = 'token.reuse/three-calls';
  const [first, second, third, fourth] = ['a', 'b', 'c', 'd'].map((token) => ({
    given: tokenCall(token),
    used: () => callOf({ tokenHmac: token }),
  }));
  if (!first || !second || !third || !fourth) throw new Error();
  expect(after(first.given, first.used(), first.used(), first.used()).outcome(step)).toBe('PASSED');
  expect(after(first.given, first.used(), second.given, second.used(), first.used()).outcome(step)).toBe('WAITING');
  const broken = after(first.given, first.used(), second.given, second.used(), third.given, third.used());
  expect(broken.outcome(step)).toBe('FAILED');
  expect(broken.why(step)).toBe(
    'O token vale 30 minutos e serve a muitas chamadas; não se pede outro a cada uma. Depois de “token” veio pela 2ª vez: pedido de token, respondido com 200.',
  );
});

test('a 503 is waited for', () => {
  const step = 'retry.wait/retry-after';
  const refused = sentCall('a', { at: 1_000, status: 503, documentId: null, fault: armed('ERROR_503', 4) });
  expect(after(refused, sentCall('a', { at: 5_100 })).outcome(step)).toBe('PASSED');
  const hasty = after(refused, sentCall('a', { at: 3_000 }));
  expect(hasty.outcome(step)).toBe('FAILED');
  expect(hasty.nearest).toMatchObject({ stepId: step, matched: true, why: expect.stringContaining('Retry-After') });
});

test('silence passes only when something else is seen after its window', () => {
  const step = 'errors.duplicate/not-again';
  const known = [sentCall('a', { at: 0 }), refusedCall('a', 'EHR-ERR866', { at: 1_000 })];
  expect(after(...known).outcome(step)).toBe('WAITING');
  const early = after(...known, sentCall('b', { at: 30_000 }));
  expect(early.outcome(step)).toBe('WAITING');
  expect(after(...known, sentCall('b', { at: 62_000 })).outcome(step)).toBe('PASSED');
  const again = refusedCall('a', 'EHR-ERR866', { at: 30_000 });
  expect(after(...known, again, sentCall('b', { at: 62_000 })).outcome(step)).toBe('FAILED');
});

test('what was refused because it came too early is sent again unchanged, and rightly so', () => {
  const step = 'errors.rule/not-unchanged';
  const twice = (code: string) =>
    after(sentCall('a', { at: 0 }), refusedCall('b', code, { at: 1_000 }), sentCall('b', { at: 5_000 })).outcome(step);
  // What it replaces is known to the RNDS a moment later.
  expect(twice('EHR-ERR875')).toBe('WAITING');
  expect(twice('EHR-ERR924')).toBe('FAILED');
});

test('what is our fault is held against nobody', () => {
  const step = 'token.renewal/expired';
  const refused = sentCall('a', { status: 401, documentId: null, fault: armed('EXPIRED_TOKEN') });
  const broken = after(refused, tokenCall('b', { status: 500, ours: true }));
  expect(broken.outcome(step)).toBe('INCONCLUSIVE');
  const { state } = after(refused, sentCall('a', { at: 1_000, status: 401, fault: armed('EXPIRED_TOKEN') }));
  expect(state.steps[step]?.outcome).toBe('FAILED');
  expect(excuse(state, { startedAt: 500, endedAt: 2_000 }).steps[step]?.outcome).toBe('INCONCLUSIVE');
});

test('a run tells what it still needs, and which step a call came nearest to', () => {
  const { state, nearest } = after(refusedCall('a', 'EHR-ERR924', { documentKind: 'RAC' }));
  expect(runOutcome(suite, state)).toBe('WAITING');
  expect(remaining(suite, state)).toContain('document.created/accepted');
  expect(nearest).toEqual({
    stepId: 'document.created/accepted',
    matched: false,
    why: 'Esperava-se um documento RIA-R, e veio RAC.',
  });
});
