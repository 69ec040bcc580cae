import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, openRun } from './advance.ts';
import type { CallFacts } from './call-facts.ts';
import { excuse } from './excuse.ts';
import type { RunState } from './run-state.ts';
import { MOST_ENDED, MOST_OPEN } from './step-state.ts';
import { suites } from './suites.ts';

const suite = suites().find(({ id }) => id === 'ria-r');
if (!suite) throw new Error('there is no suite RIA-R');
const steps = suite.requirements.flatMap((requirement) => requirement.steps);

const few = fc.constantFrom(null, 'a', 'b', 'c');
const faults = fc.constantFrom('SLOW', 'ERROR_502', 'ERROR_503', 'RESET', 'EXPIRED_TOKEN', 'HALF_ANSWER');

/** A call of few different facts, so that they meet; how long after the one before it came. */
const anyCall = fc.record({
  pause: fc.constantFrom(0, 100, 3_000, 61_000),
  host: fc.constant('EHR' as const),
  operation: fc.constantFrom(
    'create-document',
    'create-document',
    'token',
    'find-identifier',
    'read-bundle',
    'read-patient',
  ),
  status: fc.constantFrom(200, 201, 201, 204, 401, 422, 502, 503),
  codes: fc.constantFrom<string[]>([], [], ['EHR-ERR866'], ['EHR-ERR924']),
  documentKind: fc.constantFrom('RIA-R', 'RIA-R', 'RAC', null),
  documentId: few,
  replaces: few,
  identifierHmac: few,
  bodyHmac: few,
  tokenHmac: few,
  issuedTokenHmac: few,
  connector: fc.constantFrom('conector/1.0.0', 'conector/1.0.0', null, 'curl'),
  fault: fc.option(fc.record({ id: fc.constant('f'), kind: faults, retryAfterSeconds: fc.constantFrom(null, 2, 10) })),
});
type AnyCall = typeof anyCall extends fc.Arbitrary<infer Made> ? Made : never;
const anyCalls = fc.array(anyCall, { maxLength: 60 });

/** In the order of their ids; at AUTH what is asked there. */
function placed(calls: readonly AnyCall[], ours: (place: number) => boolean = () => false): CallFacts[] {
  let at = 0;
  return calls.map(({ pause, ...facts }, place) => {
    at += pause;
    const host = facts.operation === 'token' ? ('AUTH' as const) : facts.host;
    return { ...facts, host, id: idOf(place), at, answeredAt: at + 20, method: 'POST', ours: ours(place) };
  });
}

const idOf = (place: number) => `call-${String(place).padStart(6, '0')}`;

function after(
  calls: readonly CallFacts[],
  from: RunState = openRun(suite as NonNullable<typeof suite>, null),
): RunState {
  return calls.reduce((state, call) => advance(suite as NonNullable<typeof suite>, state, call).state, from);
}

const outcomes = ({ steps: all }: RunState) =>
  Object.fromEntries(Object.entries(all).map(([id, { outcome }]) => [id, outcome]));

describe('whatever calls come', () => {
  test('a run that is written down and read again between them comes to the same', () => {
    fc.assert(
      fc.property(anyCalls, fc.array(fc.nat(60), { maxLength: 5 }), (made, cuts) => {
        const calls = placed(made);
        const read = calls.reduce(
          (state, call, place) => {
            const kept = cuts.includes(place) ? (JSON.parse(JSON.stringify(state)) as RunState) : state;
            return advance(suite, kept, call).state;
          },
          openRun(suite, null),
        );
        expect(read).toEqual(after(calls));
      }),
    );
  });

  test('one that comes twice changes nothing', () => {
    fc.assert(
      fc.property(anyCalls, fc.array(fc.nat(60)), (made, again) => {
        const calls = placed(made);
        const doubled = calls.flatMap((call, place) => [
          call,
          ...again.filter((one) => one <= place).flatMap((one) => calls[one] ?? []),
        ]);
        expect(after(doubled)).toEqual(after(calls));
      }),
    );
  });

  test('what was PASSED stays so', () => {
    fc.assert(
      fc.property(anyCalls, anyCalls, (before, more) => {
        const calls = placed([...before, ...more]);
        const early = after(calls.slice(0, before.length));
        const late = after(calls.slice(before.length), early);
        for (const { id } of steps) {
          if (early.steps[id]?.outcome === 'PASSED') expect(late.steps[id]).toEqual(early.steps[id]);
        }
        expect(outcomes(excuse(early, { startedAt: 0, endedAt: 1e9 }))).toMatchObject(
          Object.fromEntries(Object.entries(outcomes(early)).filter(([, outcome]) => outcome === 'PASSED')),
        );
      }),
    );
  });

  test('those that have nothing to do with the suite change no outcome', () => {
    const other = fc.record({ after: fc.nat(60), pause: fc.constantFrom(0, 50) });
    fc.assert(
      fc.property(anyCalls, fc.array(other), (made, others) => {
        const calls = placed(made);
        const between = calls.flatMap((call, place) => [
          call,
          ...others
            .filter((one) => one.after === place)
            .map(({ pause }, number): CallFacts => {
              const next = calls[place + 1]?.at ?? call.at;
              const at = Math.min(call.at + pause, next);
              return { ...unrelated, id: `${call.id}-${number}`, at, answeredAt: at };
            }),
        ]);
        expect(outcomes(after(between))).toEqual(outcomes(after(calls)));
      }),
    );
  });

  test('none that the environment did not answer as it should makes a step FAILED', () => {
    fc.assert(
      fc.property(anyCalls, (made) => {
        const calls = placed(made, (place) => place % 2 === 1);
        calls.reduce(
          (state, call) => {
            const moved = advance(suite, state, call).state;
            if (call.ours) {
              for (const { id } of steps) {
                if (moved.steps[id]?.outcome === 'FAILED') expect(state.steps[id]?.outcome).toBe('FAILED');
              }
            }
            return moved;
          },
          openRun(suite, null),
        );
      }),
    );
  });

  test('so many attempts are kept, and what is said of them is counted', () => {
    fc.assert(
      fc.property(anyCalls, (made) => {
        for (const { attempts, tries, outcome, passedAt } of Object.values(after(placed(made)).steps)) {
          const open = attempts.filter((attempt) => attempt.outcome === 'WAITING');
          expect(open.length).toBeLessThanOrEqual(outcome === 'PASSED' ? 0 : MOST_OPEN);
          expect(attempts.length - open.length).toBeLessThanOrEqual(Math.min(MOST_ENDED, tries));
          expect(passedAt !== null).toBe(outcome === 'PASSED');
          if (outcome !== 'WAITING') expect(attempts.some((attempt) => attempt.outcome === outcome)).toBe(true);
          for (const attempt of attempts) {
            const over = attempt.outcome === 'FAILED' || attempt.outcome === 'INCONCLUSIVE';
            expect(attempt.why !== null).toBe(over);
          }
        }
      }),
    );
  });
});

const unrelated: Omit<CallFacts, 'id' | 'at' | 'answeredAt'> = {
  host: 'EHR',
  operation: 'look-up-code',
  method: 'GET',
  status: 404,
  codes: [],
  documentKind: null,
  documentId: null,
  replaces: null,
  identifierHmac: null,
  bodyHmac: null,
  tokenHmac: 'of somebody else',
  issuedTokenHmac: null,
  connector: 'outro/2.0',
  fault: null,
  ours: false,
};

test('a hundred thousand calls leave a run that is small', () => {
  const some = fc.sample(anyCall, { numRuns: 5_000, seed: 7 });
  const hmac = 'x'.repeat(42);
  let state = openRun(suite, null);
  let at = 0;
  let largest = 0;
  for (let place = 0; place < 100_000; place++) {
    const { pause, ...facts } = some[place % some.length] as AnyCall;
    // As long as they are, and hardly two the same: nothing passes that has to be seen again.
    const long = (one: string | null) => one && `${hmac}${place % 40}`;
    const call: CallFacts = {
      ...facts,
      host: facts.operation === 'token' ? 'AUTH' : 'EHR',
      id: `019dc5a0-0000-7000-8000-${String(place).padStart(12, '0')}`,
      at,
      answeredAt: at + 20,
      method: 'POST',
      documentId: long(facts.documentId),
      identifierHmac: long(facts.identifierHmac),
      bodyHmac: long(facts.bodyHmac),
      tokenHmac: long(facts.tokenHmac),
      issuedTokenHmac: long(facts.issuedTokenHmac),
      status: facts.status === 201 && place % 3 ? 422 : facts.status,
      ours: place % 97 === 0,
    };
    at += pause;
    state = advance(suite, state, call).state;
    if (place % 1_000 === 0) largest = Math.max(largest, JSON.stringify(state).length);
  }
  expect(state.calls).toBe(100_000);
  expect(largest).toBeLessThan(64_000);
});
