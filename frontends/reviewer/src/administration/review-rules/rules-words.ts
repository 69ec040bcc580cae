import { answerTimeWord, ENVIRONMENT_LABELS, formatDay } from '@portal/domain';
import type { ReviewRulesWordsFragment } from '../../gql/graphql.ts';
import type { Change } from '../history/changes-view.tsx';

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

/** What one version says and the one before did not, and the other way round; a version before the first says nothing. */
export function changesSince(before: Content | undefined, now: Content): Change[] {
  const old = before ? linesOf(before) : [];
  return linesOf(now).flatMap(({ title: label, lines: present }, place) => {
    const past = old[place]?.lines ?? [];
    const gone = past.filter((line) => !present.includes(line));
    const came = present.filter((line) => !past.includes(line));
    return gone.length + came.length > 0 ? [{ label, before: gone, now: came }] : [];
  });
}
