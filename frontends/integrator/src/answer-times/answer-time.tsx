import { useRead, useReturn } from '@portal/console';
import type { Environment } from '@portal/domain';
import { answerTimeSentence } from './answer-time-sentence.ts';
import { AnswerTimesQuery } from './answer-times.documents.ts';

interface AnswerTimeProps {
  /** Of none: of those that have no time of their own. */
  readonly portfolio: string | null;
  readonly environments: readonly Environment[];
}

/** In how long is answered, as the Ministry's rules say now. */
export function AnswerTime({ portfolio, environments }: AnswerTimeProps) {
  const { value, error, retry } = useRead({ query: AnswerTimesQuery, pick: (data) => data.answerTimes });
  useReturn(retry);
  const times = value?.map((time) => ({ ...time, portfolio: time.portfolio?.slug ?? null }));
  if (times) return answerTimeSentence(times, portfolio, environments);
  return error ? 'A página da solicitação diz até quando a resposta normalmente chega.' : '';
}
