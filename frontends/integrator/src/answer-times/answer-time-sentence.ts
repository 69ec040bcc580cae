import {
  answerTimeIn,
  answerTimeWord,
  ENVIRONMENT_LABELS,
  type Environment,
  type PlacedAnswerTime,
} from '@portal/domain';

/** In how long is answered what is sent to a portfolio, or to any of no time of its own, in these environments. */
export function answerTimeSentence(
  times: readonly PlacedAnswerTime[],
  portfolio: string | null,
  environments: readonly Environment[],
): string {
  const words = environments.flatMap((environment) => {
    const time = answerTimeIn(times, portfolio, environment);
    return time ? [{ environment, word: answerTimeWord(time) }] : [];
  });
  const [first] = words;
  if (!first) return '';
  if (words.every(({ word }) => word === first.word)) return `A resposta chega normalmente em até ${first.word}.`;
  const each = words.map(({ environment, word }) => `${word} em ${ENVIRONMENT_LABELS[environment].toLowerCase()}`);
  return `A resposta chega normalmente em até ${each.join(' e ')}.`;
}
