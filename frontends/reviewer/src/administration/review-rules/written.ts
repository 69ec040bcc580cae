import {
  type AnswerTimeUnit,
  type Environment,
  type Holiday,
  invalid,
  type Parsed,
  type PlacedAnswerTime,
  parseAnswerTime,
  parseLocalHoliday,
  valid,
} from '@portal/domain';
import type { ReviewRulesWordsFragment } from '../../gql/graphql.ts';

/** A portfolio that may have rules of its own. */
export interface RuledPortfolio {
  readonly slug: string;
  readonly name: string;
  readonly needsCredential: boolean;
  readonly environments: readonly Environment[];
  /** Whether the catalogue asks for two people, in all of them. */
  readonly fourEyes: boolean;
}

/** A time for an answer as it is being written. */
export interface WrittenTime {
  /** Its slug; null for all, empty where none is chosen yet. */
  readonly portfolio: string | null;
  readonly environment: Environment;
  readonly unit: AnswerTimeUnit;
  readonly amount: string;
}

/** Whether a second person must approve in an environment of a portfolio, where it is not as the catalogue says. */
export interface WrittenFourEyes {
  /** Its slug. */
  readonly portfolio: string;
  readonly environment: Environment;
  readonly needed: boolean;
}

/** The rules as they are being written. */
export interface Written {
  readonly answerTimes: readonly WrittenTime[];
  readonly holidays: readonly Holiday[];
  readonly fourEyes: readonly WrittenFourEyes[];
}

/** What rules say, as the form has it. */
export function writtenOf({ answerTimes, holidays, fourEyes }: ReviewRulesWordsFragment): Written {
  return {
    answerTimes: answerTimes.map(({ portfolio, environment, unit, amount }) => ({
      portfolio: portfolio?.slug ?? null,
      environment,
      unit,
      amount: String(amount),
    })),
    holidays: holidays.map(({ date, name }) => ({ date, name })),
    fourEyes: fourEyes.map(({ portfolio, environment, needed }) => ({
      portfolio: portfolio.slug,
      environment,
      needed,
    })),
  };
}

/** Reads the times; the first that is wrong is told. */
export function readTimes(times: readonly WrittenTime[]): Parsed<PlacedAnswerTime[]> {
  const read: PlacedAnswerTime[] = [];
  for (const { portfolio, environment, unit, amount } of times) {
    if (portfolio === '') return invalid('Escolha o portfólio de cada prazo, ou remova a linha.');
    const time = parseAnswerTime(unit, amount.trim() === '' ? Number.NaN : Number(amount));
    if (!time.ok) return time;
    read.push({ portfolio, environment, ...time.value });
  }
  return valid(read);
}

/** Reads the holidays; the first that is wrong is told. */
export function readHolidays(holidays: readonly Holiday[]): Parsed<Holiday[]> {
  const read: Holiday[] = [];
  for (const one of holidays) {
    const holiday = parseLocalHoliday(one);
    if (!holiday.ok) return holiday;
    read.push(holiday.value);
  }
  return valid(read);
}
