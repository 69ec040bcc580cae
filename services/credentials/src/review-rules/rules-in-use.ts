import type { EntityManager } from '@mikro-orm/postgresql';
import type { Holiday, PlacedAnswerTime } from '@portal/domain';
import { readContent } from '../content/content-rows.ts';

/** What the rules of the review say; there is one piece of this content, and a migration made it. */
export interface RulesBody {
  answerTimes: PlacedAnswerTime[];
  /** Beside the national ones, the first first. */
  holidays: Holiday[];
}

/** The rules that hold for what is submitted now. */
export async function rulesInUse(em: EntityManager): Promise<RulesBody> {
  const [rules] = await readContent<RulesBody>(em, { kind: 'REVIEW_RULES', editions: 1 });
  const body = rules?.editions[0]?.body;
  if (!body) throw new Error('There are no rules of the review');
  return body;
}
