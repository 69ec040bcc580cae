import type { RuleObstacle } from '@portal/domain';
import { isInForce, type ToldReport } from '../conformance/conformance-report.ts';
import type { RulesCopy } from '../requests/content.ts';

/** What the rule looks at in a request for production that is being submitted. */
export interface RuleFacts {
  rules: Pick<RulesCopy, 'fourEyes' | 'requirements'>;
  /** Slugs of what is asked for. */
  services: readonly string[];
  /** The homologation credential that it is made from. */
  credentialId: string;
  /** The report that each of its files is; null of a file that is none. */
  files: readonly (ToldReport | null)[];
  warnings: number;
  /** Whether it, or another one from the same credential, was submitted before. */
  submittedBefore: boolean;
  /** Whether something is not as it was approved for homologation. */
  changed: boolean;
}

/** Everything in a request that is for a person to look at; empty where the rule may approve it. */
export function obstaclesTo(facts: RuleFacts, now: Date): RuleObstacle[] {
  const own = facts.files.filter((file) => file !== null && counts(file, facts, now)) as ToldReport[];
  const found: Record<RuleObstacle, boolean> = {
    FOUR_EYES: facts.rules.fourEyes,
    SUBMITTED_BEFORE: facts.submittedBefore,
    CHANGED_DATA: facts.changed,
    WARNINGS: facts.warnings > 0,
    OTHER_EVIDENCE: own.length < facts.files.length,
    UNPROVEN_REQUIREMENT: facts.rules.requirements.some(({ provenByReport }) => provenByReport !== true),
    UNPROVEN_SERVICE: facts.services.length === 0 || !facts.services.every((service) => isProven(service, own)),
    RUN_FOR_PEOPLE: own.some(({ forPeople }) => forPeople !== null),
  };
  return (Object.keys(found) as RuleObstacle[]).filter((obstacle) => found[obstacle]);
}

function counts(report: ToldReport, { credentialId }: RuleFacts, now: Date): boolean {
  return report.credentialId === credentialId && isInForce(report, now);
}

/** Of all suites that the service is judged by there has to be a report; a service without a suite is proven by none. */
function isProven(service: string, reports: readonly ToldReport[]): boolean {
  const suites = new Set(reports.flatMap(({ services }) => services[service] ?? []));
  return suites.size > 0 && [...suites].every((key) => reports.some(({ suite }) => suite === key));
}
