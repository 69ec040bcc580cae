import { expect, test } from 'vitest';
import { advance, openRun } from './advance.ts';
import type { CallFacts } from './call-facts.ts';
import { carry } from './carry.ts';
import { connectorChange, connectorName } from './connector.ts';
import { declare, withdraw } from './declare.ts';
import { remaining, requirementOutcome, runOutcome } from './outcomes.ts';
import type { Step, Suite } from './suite.ts';
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
const requirement = { severity: 'REQUIRED' as const, source: 'https://example.org', attest: null, notTested: null };
const suite: Suite = {
  id: 'x',
  version: '1.0.0',
  hash: 'h1',
  title: 'X',
  services: ['x'],
  changed: null,
  requirements: [
    { ...requirement, id: 'a', title: 'A', mayNotApply: null, steps: [step('a/token', 'MAJOR', 'token')] },
    { ...requirement, id: 'b', title: 'B', mayNotApply: null, steps: [step('b/read', 'MINOR', 'read-organization')] },
    { ...requirement, id: 'c', title: 'C', mayNotApply: 'Nunca?', steps: [step('c/sent', 'EVERY', 'create-document')] },
    { ...requirement, id: 'd', title: 'D', mayNotApply: null, attest: 'Sabe-se.', steps: [] },
  ],
};
const attested = { kind: 'ATTESTED' as const, reason: 'Vê-se na tela.', by: 'p', at: 9_000 };

function passed() {
  const calls: CallFacts[] = [tokenCall('t'), callOf(), sentCall('a', { at: 5_000 })];
  const run = calls.reduce((state, call) => advance(suite, state, call).state, openRun(suite, null));
  return declare(suite, run, 'd', attested);
}

test('a run is COMPLETE once nothing is left, and since when', () => {
  const state = passed();
  expect(runOutcome(suite, state)).toBe('COMPLETE');
  expect(state).toMatchObject({ completedAt: 9_000, connector: 'conector/1.0.0', calls: 3 });
  expect(state.steps['c/sent']).toMatchObject({ passedAt: 5_020, callsToPass: 3, tries: 1 });
  const without = withdraw(suite, state, 'd', 10_000);
  expect(without.completedAt).toBeNull();
  expect(remaining(suite, without)).toEqual(['d']);
  expect(requirementOutcome(suite.requirements[3] as never, without)).toBe('WAITING');
});

test('only what may be is declared', () => {
  const open = openRun(suite, null);
  const notApplicable = { kind: 'NOT_APPLICABLE' as const, reason: 'Não exclui.', by: 'p', at: 1 };
  expect(runOutcome(suite, declare(suite, open, 'c', notApplicable))).toBe('WAITING');
  expect(remaining(suite, declare(suite, open, 'c', notApplicable))).toEqual(['a/token', 'b/read', 'd']);
  expect(() => declare(suite, open, 'a', notApplicable)).toThrow();
  expect(() => declare(suite, open, 'c', attested)).toThrow();
  expect(() => declare(suite, open, 'z', attested)).toThrow();
});

test.each([
  ['conector/1.0.1', ['c/sent']],
  ['conector/1.1.0', ['b/read', 'c/sent']],
  ['conector/2.0.0', ['a/token', 'b/read', 'c/sent', 'd']],
  ['outro/1.0.0', ['a/token', 'b/read', 'c/sent', 'd']],
])('%s does again what it can have changed', (connector, redo) => {
  const carried = carry({ suite, state: passed() }, connector);
  expect(carried.redo).toEqual(redo);
  expect(remaining(suite, carried.state)).toEqual(redo);
  expect(carried.state).toMatchObject({ connector, calls: 0, openedAt: null });
});

test('another version of the suite carries what expects the same, however it is told', () => {
  const [a, b, c, d] = suite.requirements as [never, never, never, never];
  const stricter = { ...(b as (typeof suite.requirements)[0]), steps: [step('b/read', 'MINOR', 'read-patient')] };
  const retold = { ...(a as (typeof suite.requirements)[0]), title: 'Dito de outro modo' };
  const more = { ...stricter, id: 'e', steps: [step('e/new', 'MAJOR', 'metadata')] };
  const next: Suite = { ...suite, version: '1.1.0', hash: 'h2', requirements: [retold, stricter, c, d, more] };
  const { state, redo } = carry({ suite, state: passed() }, next);
  expect(redo).toEqual(['b/read']);
  expect(remaining(next, state)).toEqual(['b/read', 'e/new']);
  expect(state.suite).toEqual({ id: 'x', version: '1.1.0', hash: 'h2' });
});

test.each([
  ['meu-conector/1.4.0', 'meu-conector/1.4.0'],
  ['meu-conector/1.4.0 (Linux) node/24', 'meu-conector/1.4.0'],
  ['curl', null],
  ['curl/8.5.0', null],
  ['PostmanRuntime/7.43.0', null],
  ['ReactorNetty/1.2.0', null],
  ['GuzzleHttp/7', null],
  ['HAPI-FHIR/8.0.0 (FHIR Client; FHIR 4.0.1/R4; apache)', null],
  ['Java-http-client/21.0.1', null],
  ['curl-da-clinica/1.0', 'curl-da-clinica/1.0'],
  ['', null],
  [null, null],
  ['Meu Conector/1.0', null],
  ['x/beta', null],
  [`${'x'.repeat(500)}/1.0`, null],
])('%s is called %s', (userAgent, name) => {
  expect(connectorName(userAgent)).toBe(name);
});

test('what does not say its version changes nothing', () => {
  expect(connectorChange('a/1.0.0', null)).toBe('NONE');
  expect(connectorChange(null, 'a/1.0.0')).toBe('NONE');
  expect(connectorChange('a/1', 'a/1.0.0')).toBe('PATCH');
  expect(connectorChange('a/1', 'b/1')).toBe('SYSTEM');
  expect(connectorChange('a/1.0.0', 'a/1.0.0 outra coisa')).toBe('NONE');
});
