import type { RequestHandler } from 'express';
import { withOperationSignal } from '../operation-signal.ts';

/** Until when somebody waits for the answer, in milliseconds of the epoch: the header of calls between services. */
export const ANSWER_BY = 'x-answer-by';

/** Gives up the statements of a request once nobody waits for it: its time is over, or its connection was closed. */
export const giveUpWithCaller: RequestHandler = (req, res, next) => {
  const gone = new AbortController();
  const left = Number(req.headers[ANSWER_BY] ?? Number.NaN) - Date.now();
  // It may have lain unread for as long as this process stood still.
  if (left <= 0) gone.abort();
  const late = left > 0 ? setTimeout(() => gone.abort(), left) : undefined;
  res.once('close', () => {
    clearTimeout(late);
    if (!res.writableFinished) gone.abort();
  });
  withOperationSignal(gone.signal, next);
};

/** A date is told in whole seconds, and was a while on its way. */
const MOST_APART_SECONDS = 7;

/** How far another's clock is from ours by the `Date` of its answer: `61 s behind ours`; undefined where they agree. */
export function clocksApart(date: string | undefined, now = Date.now()): string | undefined {
  const seconds = Math.round((Date.parse(date ?? '') - now) / 1000);
  if (!(Math.abs(seconds) > MOST_APART_SECONDS)) return undefined;
  return `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} ours`;
}
