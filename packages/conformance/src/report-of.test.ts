import { expect, test } from 'vitest';
import { conformanceReport, coverageOf } from './report.ts';
import { reportOf } from './report-of.ts';
import type { RunState } from './run-state.ts';
import type { Suite } from './suite.ts';
import { testReport } from './testing/report.ts';

const { run: _run, coverage: _coverage, format: _format, ...facts } = testReport();
const source = 'https://example.com/x';
const none = { severity: 'REQUIRED', source, steps: [], attest: null, notTested: null, mayNotApply: null } as const;
const step = (id: string) =>
  ({ id, title: id, how: 'Chame.', fault: null, recertify: 'MAJOR', see: [], mustNot: [] }) as const;

const suite: Suite = {
  id: 'ria-r',
  version: '1.2.0',
  hash: 'ab'.repeat(32),
  title: 'RIA-R',
  services: [],
  changed: null,
  requirements: [
    { ...none, id: 'seen', title: 'Visto', steps: [step('seen/once'), step('seen/twice')] },
    { ...none, id: 'said', title: 'Dito', attest: 'Declare.' },
    { ...none, id: 'not', title: 'Não', mayNotApply: 'Se não exclui.', steps: [step('not/once')] },
    { ...none, id: 'untested', title: 'Sem teste', notTested: 'Não se vê.' },
    { ...none, id: 'more', title: 'Mais', severity: 'RECOMMENDED', steps: [step('more/once')] },
  ],
};

const attempt = (outcome: 'PASSED' | 'FAILED', calls: Record<string, string>) => ({
  outcome,
  calls,
  begunAt: 1,
  endedAt: 2,
  why: outcome === 'FAILED' ? 'Veio cedo.' : null,
  failedBy: null,
  connector: 'x/1',
  facts: null,
});
const passed = (calls: Record<string, string>) => ({
  outcome: 'PASSED' as const,
  attempts: [attempt('FAILED', { first: 'a' }), attempt('PASSED', calls), attempt('FAILED', { first: 'c' })],
  tries: 3,
  passedAt: 2,
  callsToPass: 2,
});

const state: RunState = {
  suite: { id: 'ria-r', version: '1.2.0', hash: 'ab'.repeat(32) },
  connector: 'x/1',
  openedAt: 1_000,
  completedAt: 2_000,
  calls: 9,
  lastCalls: [],
  steps: {
    'seen/once': passed({ first: 'a', again: 'b' }),
    'seen/twice': passed({ first: 'gone' }),
    'more/once': { ...passed({}), outcome: 'FAILED' },
  },
  declarations: {
    said: { kind: 'ATTESTED', reason: 'Guardamos.', by: 'a-person', at: 1_500 },
    not: { kind: 'NOT_APPLICABLE', reason: 'Não exclui.', by: 'a-person', at: 1_500 },
  },
};

const call = (id: string) => ({
  id,
  at: new Date(1_200).toISOString(),
  method: 'POST',
  operation: 'create-document',
  status: 201,
  codes: [],
  fault: null,
});
const calls = new Map(['a', 'b', 'c'].map((id) => [id, call(id)]));

test('a report tells each requirement with the attempt that it stands by, and who declared nothing', () => {
  const report = reportOf(suite, state, calls, { ...facts, runId: testReport().run.id });
  expect(conformanceReport.parse(report)).toEqual(report);
  expect(report.run).toMatchObject({ suite: { version: '1.2.0' }, openedAt: new Date(1_000).toISOString(), calls: 9 });
  expect(report.coverage.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['seen', 'PASSED'],
    ['said', 'ATTESTED'],
    ['not', 'NOT_APPLICABLE'],
    ['untested', 'NOT_TESTED'],
    ['more', 'FAILED'],
  ]);
  expect(report.coverage[0]?.steps).toMatchObject([
    {
      outcome: 'PASSED',
      tries: 3,
      why: null,
      calls: [
        { id: 'a', as: 'first' },
        { id: 'b', as: 'again' },
      ],
    },
    // What is kept no more is not told.
    { outcome: 'PASSED', calls: [] },
  ]);
  expect(report.coverage[1]?.declaration).toEqual({
    kind: 'ATTESTED',
    reason: 'Guardamos.',
    at: new Date(1_500).toISOString(),
  });
  expect(report.coverage[4]?.steps[0]).toMatchObject({ why: 'Veio cedo.', calls: [{ id: 'c' }] });
  expect(JSON.stringify(report)).not.toContain('a-person');
});

test('a run that is not complete has none', () => {
  const unfinished = { ...state, completedAt: null };
  expect(() => reportOf(suite, unfinished, calls, { ...facts, runId: 'x' })).toThrow('not complete');
});

test('what two people found is told as that, with what the judge saw, and never who they are', () => {
  const found = { reason: 'A regra dispensa.', by: 'a-person', at: 1_600, confirmedBy: 'another', confirmedAt: 1_700 };
  const overrides = { more: { id: 'p', outcome: 'PASSED', judged: 'WAITING', ...found } } as const;
  const report = reportOf(suite, { ...state, overrides }, calls, { ...facts, runId: testReport().run.id });
  expect(conformanceReport.parse(report)).toEqual(report);
  const told = report.coverage[4];
  expect(told).toMatchObject({
    outcome: 'PASSED',
    override: { outcome: 'PASSED', proposedOf: 'WAITING', judged: 'FAILED' },
  });
  expect(report.coverage.map(coverageOf)).toEqual(['TESTED', 'ATTESTED', 'NOT_APPLICABLE', 'NOT_TESTED', 'REVIEWED']);
  expect(JSON.stringify(report)).not.toMatch(/a-person|another/);
});

test('a run in which something waits for a second person has none', () => {
  const proposal = { id: 'p', outcome: 'PASSED', judged: 'FAILED', reason: 'x', by: 'y', at: 1 } as const;
  const open = { ...state, proposals: { more: proposal } };
  expect(() => reportOf(suite, open, calls, { ...facts, runId: 'x' })).toThrow('not complete');
});

test('a report from before there were overrides reads as one without', () => {
  const report = testReport();
  const before = { ...report, coverage: report.coverage.map(({ override: _none, ...one }) => one) };
  expect(conformanceReport.parse(before)).toEqual(report);
});
