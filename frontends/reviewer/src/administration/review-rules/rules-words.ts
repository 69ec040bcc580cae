import { answerTimeWord, ENVIRONMENT_LABELS, formatDay } from '@portal/domain';
import type { ReviewRulesWordsFragment } from '../../gql/graphql.ts';

type Content = ReviewRulesWordsFragment;

/** What rules say, a line each, by the part that says it. */
export function linesOf({ answerTimes, holidays, fourEyes }: Content): { title: string; lines: string[] }[] {
  return [
    {
      title: 'Prazo de resposta',
      lines: answerTimes.map(
        ({ portfolio, environment, ...time }) =>
          `${portfolio?.name ?? 'Todos os portfólios'}, ${ENVIRONMENT_LABELS[environment].toLowerCase()}: ${answerTimeWord(time)}`,
      ),
    },
    {
      title: 'Quantas pessoas aprovam',
      lines: fourEyes.map(
        ({ portfolio, environment, needed }) =>
          `${portfolio.name}, ${ENVIRONMENT_LABELS[environment].toLowerCase()}: ${peopleWord(needed)}`,
      ),
    },
    { title: 'Feriados locais', lines: holidays.map(({ date, name }) => `${formatDay(date)}: ${name}`) },
  ];
}

/** How many people approve. */
export function peopleWord(needed: boolean): string {
  return needed ? 'duas pessoas' : 'uma pessoa';
}

/** What one version says and the one before did not, and the other way round. */
export function changesSince(before: Content | undefined, now: Content): { added: string[]; gone: string[] } {
  const all = (content: Content | undefined) =>
    content ? linesOf(content).flatMap(({ title, lines }) => lines.map((line) => `${title} · ${line}`)) : [];
  const [old, present] = [all(before), all(now)];
  return {
    added: present.filter((line) => !old.includes(line)),
    gone: old.filter((line) => !present.includes(line)),
  };
}
