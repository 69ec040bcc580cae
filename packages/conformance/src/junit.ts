import { requirementOutcome } from './outcomes.ts';
import type { RunState } from './run-state.ts';
import type { Requirement, Suite } from './suite.ts';

/** A run as continuous integration reads it, JUnit's XML: a case for each step, and for what is declared or not tested. */
export function junit(suite: Suite, state: RunState): string {
  const cases = suite.requirements.flatMap((requirement) => casesOf(requirement, state));
  const count = (tag: string) => cases.filter(({ told }) => told?.tag === tag).length;
  const counts = {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
  const name = `${suite.id} ${suite.version}${state.connector ? ` (${state.connector})` : ''}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes(counts)}>`,
    `  <testsuite${attributes({ name, ...counts })}>`,
    ...cases.map(written),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

interface Case {
  name: string;
  className: string;
  told?: { tag: 'failure' | 'error' | 'skipped'; message: string } | undefined;
}

/** What is RECOMMENDED and not met breaks no build. */
function casesOf(requirement: Requirement, state: RunState): Case[] {
  const { id, title, steps, attest, notTested, severity } = requirement;
  const declared = state.declarations[id];
  const whole = (told?: Case['told']) => [{ name: title, className: id, told }];
  if (notTested !== null) return whole({ tag: 'skipped', message: `Não é testado: ${notTested}` });
  if (declared?.kind === 'NOT_APPLICABLE')
    return whole({ tag: 'skipped', message: `Não se aplica: ${declared.reason}` });
  if (attest !== null) {
    const waits = requirementOutcome(requirement, state) === 'WAITING';
    return whole(waits ? { tag: 'skipped', message: `Falta declarar: ${attest}` } : undefined);
  }
  return steps.map((step) => {
    const { outcome, attempts } = state.steps[step.id] ?? { outcome: 'WAITING' as const, attempts: [] };
    const why = attempts.findLast((attempt) => attempt.outcome === outcome)?.why ?? step.how;
    const failure = severity === 'REQUIRED' ? 'failure' : 'skipped';
    const tag = ({ FAILED: failure, INCONCLUSIVE: 'error', WAITING: 'skipped', PASSED: undefined } as const)[outcome];
    return { name: step.title, className: step.id, told: tag && { tag, message: why } };
  });
}

function written({ name, className, told }: Case): string {
  const opened = `    <testcase${attributes({ name, classname: className })}`;
  return told ? `${opened}><${told.tag}${attributes({ message: told.message })}/></testcase>` : `${opened}/>`;
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML has no letter for is left out: a User-Agent says what somebody liked. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? '');
}
