import { CONFORMANCE_OUTCOME_LABELS, CONFORMANCE_RUN_OUTCOME_LABELS, suiteChangeWords } from '@portal/domain';
import type { ConformanceRunSummaryFragment } from '../gql/graphql.ts';
import { foundByPeople } from './conformance-overrides.ts';
import type { JudgedSuite } from './conformance-runs.ts';
import { type JunitCase, junitReport } from './junit.ts';

type Requirement = ConformanceRunSummaryFragment['requirements'][number];
type Outcome = Requirement['outcome'];

/**
 * Suites as a JUnit report: a case for each step, and for each requirement without steps or that people have a say in. What is our fault is an error
 * and no failure; what is still to be done is skipped, and so is what is only recommended and failed.
 */
export function conformanceJunit(suites: readonly JudgedSuite[]): string {
  return junitReport('portal conformance', suites.flatMap(casesOfSuite));
}

function casesOfSuite({ key, title, run }: JudgedSuite): JunitCase[] {
  if (!run) return [{ className: key, name: title, skipped: 'Ainda sem chamadas' }];
  const cases = run.requirements.flatMap((requirement) => casesOf(key, requirement));
  return run.outcome === 'EXPIRED' ? [expired(key, run), ...cases] : cases;
}

/** Whatever was seen in it, nothing comes of a run whose time is over. */
function expired(key: string, { outcome, suiteChange }: NonNullable<JudgedSuite['run']>): JunitCase {
  const message = CONFORMANCE_RUN_OUTCOME_LABELS[outcome];
  const text = suiteChange ? suiteChangeWords(suiteChange, outcome) : message;
  return { className: key, name: 'Prazo da execução', error: { message, text } };
}

function casesOf(suite: string, requirement: Requirement): JunitCase[] {
  const { key, title, severity, outcome, notTested, steps } = requirement;
  const className = `${suite}.${key}`;
  const required = severity === 'REQUIRED';
  const found = foundByPeople(requirement);
  if (steps.length === 0 || outcome === 'NOT_APPLICABLE' || found !== null) {
    return [{ className, name: title, ...toldOf(outcome, found ?? notTested, required) }];
  }
  return steps.map((step) => ({
    className,
    name: step.title,
    ...toldOf(step.outcome, step.attempts[0]?.why ?? null, required),
  }));
}

function toldOf(outcome: Outcome, why: string | null, required: boolean): Partial<JunitCase> {
  const message = CONFORMANCE_OUTCOME_LABELS[outcome];
  const told = { message, text: why ?? message };
  switch (outcome) {
    case 'PASSED':
    case 'ATTESTED':
      return {};
    case 'FAILED':
      return required ? { failure: told } : { skipped: `${message} (recomendado): ${told.text}` };
    case 'INCONCLUSIVE':
      return { error: told };
    default:
      return { skipped: why ? `${message}: ${why}` : message };
  }
}
