import {
  ENVIRONMENT_LABELS,
  Environment,
  LIMITS,
  type PlacedAnswerTime,
  parseAnswerTime,
  parseLocalHoliday,
} from '@portal/domain';
import { type Problem, problem } from '@portal/service-kit';
import type { Catalogue } from '../catalogue/catalogue-client.ts';
import type { RulesBody } from './rules-in-use.ts';

/** The rules as they are kept, or all that is wrong with them. */
export async function checkRules(
  catalogue: Catalogue,
  { answerTimes, holidays }: RulesBody,
): Promise<{ body: RulesBody; problems: Problem[] }> {
  const read = holidays.map(parseLocalHoliday);
  const body = {
    answerTimes,
    holidays: read
      .flatMap((holiday) => (holiday.ok ? [holiday.value] : []))
      .toSorted((one, other) => one.date.localeCompare(other.date)),
  };
  const [twice] = repeated(body.holidays.map(({ date }) => date));
  const problems = [
    ...(await answerTimeProblems(catalogue, answerTimes)),
    ...tooMany('holidays', holidays, 'feriados'),
    ...read.flatMap((holiday) => (holiday.ok ? [] : [problem('INVALID', holiday.message, ['holidays'])])),
    ...(twice === undefined ? [] : [problem('DUPLICATE', `Há dois feriados em ${twice}. Deixe um.`, ['holidays'])]),
  ];
  return { body, problems };
}

async function answerTimeProblems(catalogue: Catalogue, times: readonly PlacedAnswerTime[]): Promise<Problem[]> {
  const wrong = (message: string) => problem('INVALID', message, ['answerTimes']);
  const full = tooMany('answerTimes', times, 'prazos');
  if (full.length > 0) return full;
  const problems = Object.values(Environment)
    .filter((environment) => !times.some((time) => time.portfolio === null && time.environment === environment))
    .map((environment) => wrong(`Falta o prazo de ${ENVIRONMENT_LABELS[environment].toLowerCase()}.`));
  const [twice] = repeated(times.map(({ portfolio, environment }) => `${portfolio ?? ''} ${environment}`));
  if (twice !== undefined) problems.push(wrong('Há dois prazos para o mesmo portfólio e ambiente. Deixe um.'));
  for (const { portfolio: slug, environment, unit, amount } of times) {
    const where = ENVIRONMENT_LABELS[environment];
    const portfolio = slug === null ? null : await catalogue.portfolio(slug);
    if (slug !== null && !portfolio?.environments.includes(environment)) {
      problems.push(wrong(`O portfólio ${portfolio?.name ?? slug} não tem ${where.toLowerCase()} no catálogo.`));
    }
    const time = parseAnswerTime(unit, amount);
    if (!time.ok)
      problems.push(wrong(`${portfolio ? `${portfolio.name}, ${where.toLowerCase()}` : where}: ${time.message}`));
  }
  return problems;
}

function tooMany(path: 'answerTimes' | 'holidays', given: readonly unknown[], what: string): Problem[] {
  const { max } = LIMITS[path];
  return given.length > max ? [problem('INVALID', `Há lugar para ${max} ${what}.`, [path])] : [];
}

function repeated(keys: readonly string[]): string[] {
  return keys.filter((key, place) => keys.indexOf(key) !== place);
}
