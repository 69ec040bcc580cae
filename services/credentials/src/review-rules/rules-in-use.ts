import type { EntityManager } from '@mikro-orm/postgresql';
import type { Environment, Holiday, PlacedAnswerTime } from '@portal/domain';
import { readContent } from '../content/content-rows.ts';

/** Whether a second person must approve in an environment of a portfolio, where it is not as the catalogue says. */
export interface FourEyesRule {
  portfolio: string;
  environment: Environment;
  needed: boolean;
}

/** What the rules of the review say; there is one piece of this content, and a migration made it. */
export interface RulesBody {
  answerTimes: PlacedAnswerTime[];
  /** Beside the national ones, the first first. */
  holidays: Holiday[];
  /** Absent from what is older. */
  fourEyes?: FourEyesRule[];
}

/** The rules that hold for what is submitted now. */
export async function rulesInUse(em: EntityManager): Promise<RulesBody> {
  const [rules] = await readContent<RulesBody>(em, { kind: 'REVIEW_RULES', editions: 1 });
  const body = rules?.editions[0]?.body;
  if (!body) throw new Error('There are no rules of the review');
  return body;
}

/** Whether a second person must approve what is submitted now in an environment of a portfolio. */
export function needsFourEyes(
  { fourEyes = [] }: RulesBody,
  portfolio: { slug: string; fourEyes: boolean },
  environment: Environment,
): boolean {
  const rule = fourEyes.find((one) => one.portfolio === portfolio.slug && one.environment === environment);
  return rule?.needed ?? portfolio.fourEyes;
}
