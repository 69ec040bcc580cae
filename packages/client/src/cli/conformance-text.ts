import {
  CONFORMANCE_OUTCOME_LABELS,
  CONFORMANCE_RUN_OUTCOME_LABELS,
  CONFORMANCE_SEVERITY_LABELS,
  type ConformanceOutcome,
  suiteChangeWords,
} from '@portal/domain';
import type { ConformanceRunSummaryFragment } from '../gql/graphql.ts';
import { foundByPeople } from './conformance-overrides.ts';
import type { JudgedSuite } from './conformance-runs.ts';
import type { Terminal } from './terminal.ts';

type Requirement = ConformanceRunSummaryFragment['requirements'][number];

const STYLES: Partial<Record<ConformanceOutcome, 'green' | 'red' | 'yellow'>> = {
  PASSED: 'green',
  ATTESTED: 'green',
  FAILED: 'red',
  INCONCLUSIVE: 'yellow',
  IN_REVIEW: 'yellow',
};

/** A suite in a few words: `ria-r: Em andamento, faltam 3`. */
export function conformanceLine({ key, run }: JudgedSuite): string {
  if (!run) return `${key}: ainda sem chamadas`;
  const inReview = run.requirements.filter(({ outcome }) => outcome === 'IN_REVIEW');
  // What people decide is not left to calls.
  const left = run.remaining - inReview.filter(({ severity }) => severity === 'REQUIRED').length;
  const words = [
    CONFORMANCE_RUN_OUTCOME_LABELS[run.outcome],
    ...(left > 0 ? [left === 1 ? 'falta 1' : `faltam ${left}`] : []),
    ...(inReview.length > 0 ? [`em análise: ${inReview.length}`] : []),
  ];
  return `${key}: ${words.join(', ')}`;
}

/** A suite with all that is asked, and what is to be done of what is left. */
export function conformanceText(terminal: Terminal, suite: JudgedSuite): string {
  const { run } = suite;
  const connector = run?.connector ? ` · ${run.connector}` : '';
  return [
    terminal.paint('bold', `${conformanceLine(suite)} (versão ${run?.suite.version ?? suite.version}${connector})`),
    ...(run?.suiteChange ? [`  ${suiteChangeWords(run.suiteChange, run.outcome)}`] : []),
    ...(run?.requirements ?? []).flatMap((requirement) => requirementLines(terminal, requirement)),
  ].join('\n');
}

function requirementLines(terminal: Terminal, requirement: Requirement): string[] {
  const { title, severity, outcome, notTested, attest, steps } = requirement;
  const found = foundByPeople(requirement);
  const label = CONFORMANCE_OUTCOME_LABELS[outcome];
  const style = STYLES[outcome];
  const recommended = severity === 'RECOMMENDED' ? ` (${CONFORMANCE_SEVERITY_LABELS[severity].toLowerCase()})` : '';
  const head = `  ${style ? terminal.paint(style, label) : label}: ${title}${recommended}`;
  if (outcome === 'NOT_TESTED') return [`${head}. ${notTested ?? ''}`];
  if (found !== null) return [head, `    ${found}`];
  if (outcome === 'WAITING' && attest !== null) return [head, `    ${attest}`];
  return [head, ...steps.flatMap(stepLines)];
}

/** What is left to do, and why the last try was not it. */
function stepLines({ title, how, outcome, attempts }: Requirement['steps'][number]): string[] {
  if (outcome === 'PASSED' || outcome === 'ATTESTED' || outcome === 'NOT_APPLICABLE') return [];
  const why = attempts[0]?.why;
  return [`    ${title}: ${how}`, ...(why ? [`      ${why}`] : [])];
}
