import type { Moment } from './date-time.ts';
import type { EnumDescription } from './enum-description.ts';
import type { Environment } from './environment.ts';
import { invalid, type Parsed, valid } from './parsed.ts';
import { afterWork, type Day, WORK_HOURS } from './working-days.ts';

/** What the time for an answer is counted in. */
export const AnswerTimeUnit = { HOURS: 'HOURS', WORKING_DAYS: 'WORKING_DAYS' } as const;

/** What the time for an answer is counted in. */
export type AnswerTimeUnit = keyof typeof AnswerTimeUnit;

/** Its words in the API. */
export const ANSWER_TIME_UNIT_ENUM: EnumDescription<AnswerTimeUnit> = {
  name: 'AnswerTimeUnit',
  description: 'What the time for an answer is counted in.',
  valuesConfig: {
    HOURS: { description: 'Hours of the clock, from the submit on.' },
    WORKING_DAYS: {
      description: `Working days of Brasília: the day of the submit does not count, and the time ends at ${WORK_HOURS.to}:00 of the last day.`,
    },
  },
};

/** In how long the Ministry normally answers. */
export interface AnswerTime {
  unit: AnswerTimeUnit;
  amount: number;
}

/** The time of a portfolio in an environment; null is every portfolio that has none of its own. */
export interface PlacedAnswerTime extends AnswerTime {
  portfolio: string | null;
  environment: Environment;
}

/** The shortest and the longest time for an answer. */
export const ANSWER_TIME_LIMITS: Readonly<Record<AnswerTimeUnit, { min: number; max: number }>> = {
  HOURS: { min: 1, max: 720 },
  WORKING_DAYS: { min: 1, max: 60 },
};

/** `72 horas`, `1 dia útil`. */
export function answerTimeWord({ unit, amount }: AnswerTime): string {
  const [one, many] = unit === 'HOURS' ? ['hora', 'horas'] : ['dia útil', 'dias úteis'];
  return `${amount} ${amount === 1 ? one : many}`;
}

/** A time for an answer, within its limits. */
export function parseAnswerTime(unit: AnswerTimeUnit, amount: number): Parsed<AnswerTime> {
  const { min, max } = ANSWER_TIME_LIMITS[unit];
  if (Number.isInteger(amount) && amount >= min && amount <= max) return valid({ unit, amount });
  return invalid(`Informe um número inteiro de ${min} a ${max} ${unit === 'HOURS' ? 'horas' : 'dias úteis'}.`);
}

/** The time that holds for what is submitted in a portfolio and environment. */
export function answerTimeIn(
  times: readonly PlacedAnswerTime[],
  portfolio: string | null,
  environment: Environment,
): AnswerTime | undefined {
  const here = times.filter((time) => time.environment === environment);
  return here.find((time) => time.portfolio === portfolio) ?? here.find((time) => time.portfolio === null);
}

/** When reviewers are reminded, whoever leads them as well, and when the answer is due. */
export interface AnswerMoments {
  remindAt: Date;
  escalateAt: Date;
  dueAt: Date;
}

/** Shares of the time for an answer. */
const SHARES = { remindAt: 2 / 3, escalateAt: 5 / 6, dueAt: 1 };

/** The moments of an answer to what is submitted now. */
export function answerMoments(
  submittedAt: Moment,
  { unit, amount }: AnswerTime,
  localHolidays: ReadonlySet<Day>,
): AnswerMoments {
  const after = (share: number) =>
    unit === 'HOURS'
      ? new Date(new Date(submittedAt).getTime() + amount * share * 3_600_000)
      : afterWork(submittedAt, amount * share * (WORK_HOURS.to - WORK_HOURS.from), localHolidays);
  return { remindAt: after(SHARES.remindAt), escalateAt: after(SHARES.escalateAt), dueAt: after(SHARES.dueAt) };
}
