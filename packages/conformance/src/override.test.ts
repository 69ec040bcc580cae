import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, openRun } from './advance.ts';
import { carry, foundBefore } from './carry.ts';
import { declare } from './declare.ts';
import { judgedOutcome, remaining, requirementOutcome, runOutcome } from './outcomes.ts';
import { confirm, dismiss, lapse, PROPOSED_OUTCOMES, propose, whyNotProposed } from './override.ts';
import type { Override, ProposedOutcome, RunState } from './run-state.ts';
import type { Requirement, Step, Suite } from './suite.ts';
import { callOf, sentCall, tokenCall } from './testing/calls.ts';

const step = (id: string, recertify: Step['recertify'], operation: string): Step => ({
  id,
  title: id,
  how: id,
  fault: null,
  recertify,
  see: [{ as: 'visto', operation: [operation], notBefore: null, within: null }],
  mustNot: [],
});
const asked = {
  severity: 'REQUIRED' as const,
  source: 'https://example.org',
  attest: null,
  notTested: null,
  mayNotApply: null,
};
const suite: Suite = {
  id: 'x',
  version: '1.0.0',
  hash: 'h1',
  title: 'X',
  services: ['x'],
  changed: null,
  requirements: [
    { ...asked, id: 'token', title: 'Token', steps: [step('token/once', 'MAJOR', 'token')] },
    { ...asked, id: 'sent', title: 'Envio', steps: [step('sent/once', 'EVERY', 'create-document')] },
    { ...asked, id: 'said', title: 'Dito', attest: 'Sabe-se.', steps: [] },
    { ...asked, id: 'untested', title: 'Sem teste', notTested: 'Não se vê.', steps: [] },
    {
      ...asked,
      id: 'more',
      title: 'Mais',
      severity: 'RECOMMENDED',
      steps: [step('more/once', 'MINOR', 'find-identifier')],
    },
  ],
};
const [token, sent, said, untested] = suite.requirements as [Requirement, Requirement, Requirement, Requirement];
const attested = { kind: 'ATTESTED' as const, reason: 'Vê-se na tela.', by: 'ana', at: 9_000 };
const proposal = (outcome: ProposedOutcome, facts: object = {}) => ({
  id: 'p1',
  outcome,
  reason: 'O roteiro pede o que a regra dispensa.',
  by: 'clara',
  at: 10_000,
  ...facts,
});

function complete(): RunState {
  const calls = [tokenCall('t'), callOf(), sentCall('a', { at: 5_000 })];
  const run = calls.reduce((state, call) => advance(suite, state, call).state, openRun(suite, null));
  return declare(suite, run, 'said', attested);
}
const confirmed = (state: RunState, id: string, outcome: ProposedOutcome) =>
  confirm(suite, propose(suite, state, id, proposal(outcome)), id, { by: 'davi', at: 11_000 });

describe('what a reviewer proposes', () => {
  test('is in review until a second person decides; what the judge saw stays beside it', () => {
    const open = propose(suite, complete(), 'token', proposal('FAILED'));
    expect([requirementOutcome(token, open), judgedOutcome(token, open)]).toEqual(['IN_REVIEW', 'PASSED']);
    expect([runOutcome(suite, open), remaining(suite, open)]).toEqual(['WAITING', ['token']]);
    const after = confirm(suite, open, 'token', { by: 'davi', at: 11_000 });
    expect([requirementOutcome(token, after), judgedOutcome(token, after)]).toEqual(['FAILED', 'PASSED']);
    expect([runOutcome(suite, after), after.completedAt, remaining(suite, after)]).toEqual(['FAILED', null, ['token']]);
    expect(after.proposals).toBeUndefined();
    expect(after.overrides?.token).toMatchObject({ judged: 'PASSED', by: 'clara', confirmedBy: 'davi' });
  });

  test('completes a run of which nothing else was left, also one that no call of its own came to', () => {
    const left = declare(suite, advance(suite, openRun(suite, null), sentCall('a')).state, 'said', attested);
    expect(remaining(suite, left)).toEqual(['token/once']);
    expect(confirmed(left, 'token', 'PASSED')).toMatchObject({ completedAt: 11_000 });
    const { state } = carry({ suite, state: complete() }, 'conector/1.0.1');
    expect([state.openedAt, remaining(suite, state)]).toEqual([null, ['sent/once']]);
    expect(confirmed(state, 'sent', 'NOT_APPLICABLE')).toMatchObject({ openedAt: 11_000, completedAt: 11_000 });
  });

  test('is never confirmed by who proposed it', () => {
    const open = propose(suite, complete(), 'token', proposal('FAILED'));
    expect(() => confirm(suite, open, 'token', { by: 'clara', at: 11_000 })).toThrow();
    expect(() => confirm(suite, complete(), 'token', { by: 'davi', at: 11_000 })).toThrow();
  });

  test('is another outcome than there is, one at a time, and of nothing that is not tested', () => {
    const state = complete();
    expect(whyNotProposed(token, state, 'PASSED')).toBe('SAME');
    expect(whyNotProposed(said, state, 'PASSED')).toBeNull();
    expect(whyNotProposed(untested, state, 'PASSED')).toBe('NOT_TESTED');
    const open = propose(suite, state, 'token', proposal('FAILED'));
    expect(whyNotProposed(token, open, 'NOT_APPLICABLE')).toBe('OPEN');
    for (const id of ['untested', 'nothing']) expect(() => propose(suite, state, id, proposal('FAILED'))).toThrow();
    // Another that two people found takes its place as it was found.
    const failed = confirmed(state, 'token', 'FAILED');
    expect(whyNotProposed(token, failed, 'PASSED')).toBeNull();
    expect(runOutcome(suite, confirmed(failed, 'token', 'PASSED'))).toBe('COMPLETE');
  });

  test('may lift what people found, as long as there is something: it is judged again', () => {
    const state = complete();
    expect(whyNotProposed(token, state, 'AS_JUDGED')).toBe('NOTHING_FOUND');
    const failed = confirmed(state, 'token', 'FAILED');
    const open = propose(suite, failed, 'token', proposal('AS_JUDGED'));
    expect([requirementOutcome(token, open), open.overrides?.token?.outcome]).toEqual(['IN_REVIEW', 'FAILED']);
    expect(() => confirm(suite, open, 'token', { by: 'clara', at: 11_000 })).toThrow();
    expect(dismiss(suite, open, 'token', 12_000)).toEqual(failed);
    const lifted = confirm(suite, open, 'token', { by: 'davi', at: 12_000 });
    expect(lifted).toEqual({ ...state, completedAt: 12_000, liftedAt: 12_000 });
    expect(carry({ suite, state: lifted }, 'conector/1.0.1')).toEqual(carry({ suite, state }, 'conector/1.0.1'));
    // Also what the judge came to see the same of, and of one alone.
    const both = confirmed(confirmed(openRun(suite, null), 'sent', 'PASSED'), 'said', 'NOT_APPLICABLE');
    const seen = confirmed(advance(suite, both, sentCall('a')).state, 'sent', 'AS_JUDGED');
    expect([requirementOutcome(sent, seen), Object.keys(seen.overrides ?? {})]).toEqual(['PASSED', ['said']]);
    const left = confirmed(confirmed(openRun(suite, null), 'sent', 'PASSED'), 'sent', 'AS_JUDGED');
    expect([requirementOutcome(sent, left), remaining(suite, left)]).toEqual([
      'WAITING',
      ['token/once', 'sent/once', 'said'],
    ]);
  });

  test('is nothing where a service that knew no lift confirmed one', () => {
    const state = complete();
    const found = confirmed(state, 'token', 'FAILED').overrides?.token;
    const kept = { ...state, overrides: { token: { ...found, outcome: 'AS_JUDGED' } as unknown as Override } };
    expect([requirementOutcome(token, kept), runOutcome(suite, kept)]).toEqual(['PASSED', 'COMPLETE']);
    expect(whyNotProposed(token, kept, 'AS_JUDGED')).toBe('NOTHING_FOUND');
    expect(carry({ suite, state: kept }, 'conector/1.0.1')).toEqual(carry({ suite, state }, 'conector/1.0.1'));
    expect(confirmed(kept, 'token', 'FAILED').overrides?.token?.outcome).toBe('FAILED');
  });

  test('stands whatever calls come, and says of which verdict it was made', () => {
    const found = confirmed(openRun(suite, null), 'sent', 'PASSED');
    const after = advance(suite, found, sentCall('a')).state;
    expect(after.overrides?.sent?.judged).toBe('WAITING');
    expect([requirementOutcome(sent, after), judgedOutcome(sent, after)]).toEqual(['PASSED', 'PASSED']);
  });

  test('waits for nobody in a run that another took the place of', () => {
    const open = propose(suite, complete(), 'token', proposal('FAILED'));
    expect(runOutcome(suite, lapse(suite, open, 12_000))).toBe('COMPLETE');
    const untouched = complete();
    expect(lapse(suite, untouched, 12_000)).toBe(untouched);
  });
});

describe('a run anew', () => {
  test.each([
    ['conector/1.0.1', 'token', true, []],
    ['conector/1.0.1', 'sent', false, ['sent']],
    ['conector/2.0.0', 'token', false, ['token']],
    ['conector/1.9.0', 'said', true, []],
    ['outro/1.0.0', 'said', false, ['said']],
  ])('of %s keeps what people found of %s met: %s', (connector, id, kept, redo) => {
    const opened = { ...openRun(suite, 'conector/1.0.0') };
    const carried = carry({ suite, state: confirmed(opened, id, 'PASSED') }, connector);
    expect(carried.state.overrides?.[id] !== undefined).toBe(kept);
    expect(carried.redo).toEqual(redo);
  });

  test('by another version of its suite keeps what people found where that asks the same', () => {
    const failed = confirmed(complete(), 'token', 'FAILED');
    const told = { ...suite, hash: 'h2', requirements: suite.requirements.map((one) => ({ ...one, title: 'Outro' })) };
    expect(carry({ suite, state: failed }, told)).toMatchObject({
      redo: [],
      state: { overrides: { token: { outcome: 'FAILED' } }, steps: { 'token/once': { outcome: 'PASSED' } } },
    });
    const asksMore = { ...token, steps: [...token.steps, step('token/twice', 'MAJOR', 'token')] };
    const more = { ...suite, hash: 'h3', requirements: [asksMore, ...suite.requirements.slice(1)] };
    const { state, redo } = carry({ suite, state: failed }, more);
    expect([state.overrides, redo, state.steps['token/once']?.outcome]).toEqual([undefined, ['token/once'], 'WAITING']);
  });

  test('of any other version of the connector is judged anew where people found that it is not met', () => {
    const { state, redo } = carry({ suite, state: confirmed(complete(), 'token', 'FAILED') }, 'conector/1.0.1');
    expect([state.overrides, redo]).toEqual([undefined, ['token/once', 'sent/once']]);
    const unsaid = carry({ suite, state: confirmed(complete(), 'said', 'FAILED') }, 'conector/1.0.1');
    expect([unsaid.state.declarations, unsaid.redo]).toEqual([{}, ['sent/once', 'said']]);
  });

  test('has nothing that waits for a second person', () => {
    const state = complete();
    const open = propose(suite, state, 'token', proposal('FAILED'));
    for (const to of ['conector/1.0.1', { ...suite, hash: 'h2' }]) {
      expect(carry({ suite, state: open }, to)).toEqual(carry({ suite, state }, to));
    }
  });

  test('of a version that was there before has what people found there not to be met, where that asks the same', () => {
    const earlier = { suite, state: confirmed(confirmed(complete(), 'token', 'FAILED'), 'said', 'NOT_APPLICABLE') };
    const between = carry(earlier, 'conector/1.0.1').state;
    expect(between.overrides?.token).toBeUndefined();
    const { state } = carry({ suite, state: between }, 'conector/1.0.0');
    const back = foundBefore(earlier, suite, state);
    expect([requirementOutcome(token, back), requirementOutcome(said, back)]).toEqual(['FAILED', 'NOT_APPLICABLE']);
    const asksMore = { ...token, steps: [...token.steps, step('token/twice', 'MAJOR', 'token')] };
    const more = { ...suite, hash: 'h3', requirements: [asksMore, ...suite.requirements.slice(1)] };
    expect(foundBefore(earlier, more, state).overrides?.token).toBeUndefined();
    expect(foundBefore({ suite, state: complete() }, suite, between)).toEqual(between);
  });
});

const ids = suite.requirements.map(({ id }) => id);
const people = fc.constantFrom('clara', 'davi', 'eva');
const anyAct = fc.record({
  act: fc.constantFrom('CALL', 'PROPOSE', 'CONFIRM', 'DISMISS'),
  id: fc.constantFrom(...ids),
  outcome: fc.constantFrom(...PROPOSED_OUTCOMES),
  by: people,
  operation: fc.constantFrom('token', 'create-document', 'find-identifier'),
});
type AnyAct = typeof anyAct extends fc.Arbitrary<infer Made> ? Made : never;

/** The run after an act; as it was where that may not be. */
function done(state: RunState, { act, id, outcome, by, operation }: AnyAct, place: number): RunState {
  const at = 1_000 * place;
  try {
    if (act === 'CALL') {
      return advance(suite, state, callOf({ id: `call-${String(place).padStart(4, '0')}`, operation, at })).state;
    }
    if (act === 'PROPOSE') return propose(suite, state, id, proposal(outcome, { id: `p${place}`, by, at }));
    if (act === 'CONFIRM') return confirm(suite, state, id, { by, at });
    return dismiss(suite, state, id, at);
  } catch {
    return state;
  }
}

describe('whatever people and calls do', () => {
  const acts = fc.array(anyAct, { maxLength: 60 });

  test('the judge sees the same with them and without', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const both = all.reduce(done, openRun(suite, null));
        const alone = all.reduce(
          (state, one, place) => (one.act === 'CALL' ? done(state, one, place) : state),
          openRun(suite, null),
        );
        expect(both.steps).toEqual(alone.steps);
        for (const one of suite.requirements) expect(judgedOutcome(one, both)).toBe(judgedOutcome(one, alone));
      }),
    );
  });

  test('nothing counts that two people did not agree on, and a run is complete exactly when nothing remains', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const state = all.reduce(done, openRun(suite, null));
        for (const { by, confirmedBy } of Object.values(state.overrides ?? {})) expect(confirmedBy).not.toBe(by);
        expect(runOutcome(suite, state) === 'COMPLETE').toBe(remaining(suite, state).length === 0);
        if (runOutcome(suite, state) === 'COMPLETE') expect(state.completedAt).not.toBeNull();
        // What only waits for a second person may come to nothing.
        if (state.completedAt !== null) expect(runOutcome(suite, lapse(suite, state, 90_000))).toBe('COMPLETE');
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
    );
  });

  test('all that they found can be lifted, and then every requirement is as it was judged', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const state = all.reduce(done, openRun(suite, null));
        const decided = lapse(suite, state, 90_000);
        const lifted = Object.keys(decided.overrides ?? {}).reduce(
          (run, id) => confirmed(run, id, 'AS_JUDGED'),
          decided,
        );
        expect(lifted.overrides).toBeUndefined();
        for (const one of suite.requirements) expect(requirementOutcome(one, lifted)).toBe(judgedOutcome(one, lifted));
        expect(lifted.steps).toEqual(state.steps);
      }),
    );
  });

  test('what is proposed and then no more leaves nothing behind', () => {
    fc.assert(
      fc.property(acts, fc.constantFrom(...ids), fc.constantFrom(...PROPOSED_OUTCOMES), (all, id, outcome) => {
        const state = all.reduce(done, openRun(suite, null));
        const requirement = suite.requirements.find((one) => one.id === id) as Requirement;
        fc.pre(whyNotProposed(requirement, state, outcome) === null);
        const after = dismiss(suite, propose(suite, state, id, proposal(outcome)), id, 90_000);
        expect(after).toEqual(state);
      }),
    );
  });
});
