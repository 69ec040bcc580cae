import { describe, expect, it, test } from 'vitest';
import type { ConformanceRunSummaryFragment } from '../gql/graphql.ts';
import { conformanceJunit } from './conformance-junit.ts';
import { EXIT_OF_RUN, type JudgedSuite, outcomeOfAll } from './conformance-runs.ts';
import { conformanceLine, conformanceText } from './conformance-text.ts';
import { Terminal } from './terminal.ts';

type Run = ConformanceRunSummaryFragment;
type Requirement = Run['requirements'][number];
type Outcome = Requirement['outcome'];

const terminal = new Terminal({ stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: {} }, true);
const suite = (run: Run | null): JudgedSuite => ({ key: 'ria-r', title: 'RIA-R', version: '1.0.0', run });

function runOf(outcome: Run['outcome'], requirements: Requirement[] = [], remaining = 0): Run {
  return {
    id: '1',
    current: true,
    outcome,
    connector: 'sistema/1.0',
    openedAt: '2026-11-29T12:00:00Z',
    completedAt: null,
    calls: 3,
    remaining,
    suiteChange: null,
    suite: { key: 'ria-r', title: 'RIA-R', version: '1.0.0', hash: 'a' },
    requirements,
  };
}

function requirement(outcome: Outcome, more: Partial<Requirement> = {}): Requirement {
  return {
    key: 'token',
    title: 'Token',
    severity: 'REQUIRED',
    source: 'https://example.org',
    outcome,
    judged: outcome,
    overrides: [],
    attest: null,
    notTested: null,
    declaration: null,
    steps: [
      {
        key: 'token/one',
        title: 'Pede o token',
        how: 'Peça.',
        fault: null,
        outcome,
        tries: 1,
        attempts: [{ outcome, begunAt: '2026-11-29T12:00:00Z', why: 'Veio outra coisa.', connector: null }],
      },
    ],
    ...more,
  };
}

describe('several suites', () => {
  it.each([
    [['COMPLETE', 'COMPLETE'], 0],
    [['COMPLETE', 'FAILED', 'INCONCLUSIVE'], 1],
    [['COMPLETE', null], 2],
    [['COMPLETE', 'WAITING'], 2],
    [['INCONCLUSIVE', 'WAITING'], 3],
    [['COMPLETE', 'EXPIRED'], 2],
    [['INCONCLUSIVE', 'EXPIRED'], 3],
  ] as const)('are as bad as the worst of them: %j ends with %d', (outcomes, code) => {
    const outcome = outcomeOfAll(outcomes.map((one) => suite(one && runOf(one))));
    expect(EXIT_OF_RUN[outcome]).toBe(code);
  });

  test('are told in a line each', () => {
    expect(conformanceLine(suite(null))).toBe('ria-r: ainda sem chamadas');
    expect(conformanceLine(suite(runOf('WAITING', [], 1)))).toBe('ria-r: Em andamento, falta 1');
    expect(conformanceLine(suite(runOf('COMPLETE')))).toBe('ria-r: Completa');
  });

  it.each([
    [1, [requirement('IN_REVIEW')], 'Em andamento, em análise: 1'],
    [3, [requirement('IN_REVIEW'), requirement('WAITING')], 'Em andamento, faltam 2, em análise: 1'],
    [1, [requirement('IN_REVIEW', { severity: 'RECOMMENDED' })], 'Em andamento, falta 1, em análise: 1'],
  ])('of which %i are left tells what people decide once', (remaining, requirements, told) => {
    expect(conformanceLine(suite(runOf('WAITING', requirements, remaining)))).toBe(`ria-r: ${told}`);
  });
});

describe('JUnit', () => {
  const junit = (...requirements: Requirement[]) => conformanceJunit([suite(runOf('WAITING', requirements))]);

  it.each([
    ['PASSED', {}, undefined],
    ['FAILED', {}, '<failure message="Reprovado">Veio outra coisa.</failure>'],
    ['FAILED', { severity: 'RECOMMENDED' }, '<skipped message="Reprovado (recomendado): Veio outra coisa."/>'],
    ['INCONCLUSIVE', {}, '<error message="Inconclusivo">Veio outra coisa.</error>'],
    ['WAITING', {}, '<skipped message="Aguardando: Veio outra coisa."/>'],
    ['NOT_TESTED', { steps: [], notTested: 'Ninguém vê.' }, '<skipped message="Não testado: Ninguém vê."/>'],
    ['ATTESTED', { steps: [] }, undefined],
    ['NOT_APPLICABLE', {}, '<skipped message="Não se aplica"/>'],
  ] as const)('tells what is %s %j as its readers expect', (outcome, more, told) => {
    const report = junit(requirement(outcome, more as Partial<Requirement>));
    expect(report.match(/<(failure|error|skipped) .*/)?.[0]).toBe(told);
    expect(report).toContain('classname="ria-r.token"');
  });

  it.each([
    ['PASSED', 'CONFIRMED', undefined],
    [
      'FAILED',
      'CONFIRMED',
      '<failure message="Reprovado">Resultado automático: inconclusivo. Resultado da análise: reprovado, porque a regra pede.</failure>',
    ],
    [
      'IN_REVIEW',
      'OPEN',
      '<skipped message="Em análise: Resultado automático: inconclusivo. Proposto: reprovado, porque a regra pede."/>',
    ],
  ] as const)('tells what people found %s (%s) once, whatever the steps are', (outcome, state, told) => {
    const found = { outcome: outcome === 'IN_REVIEW' ? 'FAILED' : outcome, state, reason: 'a regra pede.' } as const;
    const report = junit(requirement(outcome, { judged: 'INCONCLUSIVE', overrides: [found] }));
    expect(report.match(/<(failure|error|skipped) .*/)?.[0]).toBe(told);
    expect(report).toContain('name="Token"');
    expect(report).not.toContain('Pede o token');
  });

  test('tells what people found, even where the judge came to see the same', () => {
    const found = { outcome: 'FAILED', state: 'CONFIRMED', reason: 'a regra pede.' } as const;
    const report = junit(requirement('FAILED', { overrides: [found] }));
    expect(report).toContain('Resultado automático: reprovado. Resultado da análise: reprovado, porque a regra pede.');
    expect(report).not.toContain('Pede o token');
  });

  test('tells what was judged once people lifted what they found, and that somebody proposes to', () => {
    const lift = { outcome: 'AS_JUDGED', reason: 'houve engano.' } as const;
    const found = { outcome: 'PASSED', state: 'REPLACED', reason: 'a regra pede.' } as const;
    expect(junit(requirement('FAILED', { overrides: [{ ...lift, state: 'CONFIRMED' }, found] }))).toContain(
      '<failure message="Reprovado">Veio outra coisa.</failure>',
    );
    const open = {
      overrides: [
        { ...lift, state: 'OPEN' },
        { ...found, state: 'CONFIRMED' },
      ],
      judged: 'FAILED',
    } as const;
    expect(junit(requirement('IN_REVIEW', open as unknown as Partial<Requirement>))).toContain(
      'Resultado automático: reprovado. Proposto: vale o resultado automático, porque houve engano.',
    );
  });

  test('tells first of all that the time of a run is over, whatever was seen in it', () => {
    const suiteChange = { version: '1.1.0', what: 'Outra coisa.', completeUntil: '2027-02-01T02:59:59Z' };
    const run = { ...runOf('EXPIRED', [requirement('PASSED')]), suiteChange };
    expect(conformanceJunit([suite(run)])).toMatch(
      /name="Prazo da execução"[\s\S]*<error message="Prazo encerrado">O prazo desta execução acabou em 31\/01\/2027 às 23:59/,
    );
    const before = conformanceText(terminal, suite({ ...run, outcome: 'COMPLETE' }));
    expect(before).toContain('Esta execução pode ser completada, e o relatório dela emitido, até 31/01/2027 às 23:59.');
    expect(conformanceText(terminal, suite(run))).toContain('Prazo encerrado');
  });

  test('of what has no call yet is one case that is skipped', () => {
    expect(conformanceJunit([suite(null)])).toContain('<skipped message="Ainda sem chamadas"/>');
  });
});
