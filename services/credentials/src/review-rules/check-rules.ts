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
import type { FourEyesRule, RulesBody } from './rules-in-use.ts';

/** The rules as they are kept, or all that is wrong with them. */
export async function checkRules(
  catalogue: Catalogue,
  { answerTimes, holidays, fourEyes }: RulesBody,
): Promise<{ body: RulesBody; problems: Problem[] }> {
  const read = holidays.map(parseLocalHoliday);
  const body = {
    answerTimes,
    ...(fourEyes && { fourEyes }),
    holidays: read
      .flatMap((holiday) => (holiday.ok ? [holiday.value] : []))
      .toSorted((one, other) => one.date.localeCompare(other.date)),
  };
  const [twice] = repeated(body.holidays.map(({ date }) => date));
  const problems = [
    ...(await answerTimeProblems(catalogue, answerTimes)),
    ...(await fourEyesProblems(catalogue, fourEyes ?? [])),
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
      problems.push(wrong(notThere(portfolio?.name ?? slug, environment)));
    }
    const time = parseAnswerTime(unit, amount);
    if (!time.ok)
      problems.push(wrong(`${portfolio ? `${portfolio.name}, ${where.toLowerCase()}` : where}: ${time.message}`));
  }
  return problems;
}

async function fourEyesProblems(catalogue: Catalogue, rules: readonly FourEyesRule[]): Promise<Problem[]> {
  const full = tooMany('fourEyes', rules, 'regras de aprovação');
  if (full.length > 0) return full;
  const problems: Problem[] = [];
  for (const { portfolio: slug, environment } of rules) {
    const portfolio = await catalogue.portfolio(slug);
    if (portfolio?.needsCredential && portfolio.environments.includes(environment)) continue;
    problems.push(problem('INVALID', notThere(portfolio?.name ?? slug, environment), ['fourEyes']));
  }
  const [twice] = repeated(rules.map(({ portfolio, environment }) => `${portfolio} ${environment}`));
  if (twice !== undefined) {
    const message = 'Há duas regras de aprovação para o mesmo portfólio e ambiente. Deixe uma.';
    problems.push(problem('DUPLICATE', message, ['fourEyes']));
  }
  return problems;
}

function notThere(portfolio: string, environment: Environment): string {
  return `O portfólio ${portfolio} não tem ${ENVIRONMENT_LABELS[environment].toLowerCase()} no catálogo.`;
}

function tooMany(path: 'answerTimes' | 'holidays' | 'fourEyes', given: readonly unknown[], what: string): Problem[] {
  const { max } = LIMITS[path];
  return given.length > max ? [problem('INVALID', `Há lugar para ${max} ${what}.`, [path])] : [];
}

function repeated(keys: readonly string[]): string[] {
  return keys.filter((key, place) => keys.indexOf(key) !== place);
}
