import { LRUCache } from 'lru-cache';

/** What no authority gave an end is asked for again soon. */
const KEPT_WITHOUT_END_MS = 3_600_000;

/** How many answers are kept, and how much of them. */
interface Room<Answer> {
  max: number;
  maxSize: number;
  sizeOf: (answer: Answer) => number;
}

/** Gives answers by their question until their end, those not asked for the longest forgotten first; who asks meanwhile waits for the same. */
export function keptUntilEnd<Answer extends { until: Date | null }>(
  { max, maxSize, sizeOf }: Room<Answer>,
  now: () => Date,
) {
  const answers = new LRUCache<string, { answer: Promise<Answer>; until: number }>({ max, maxSize });
  return (key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const kept = answers.get(key);
    if (kept && kept.until > now().getTime()) return kept.answer;
    const entry = { answer: ask(), until: Number.POSITIVE_INFINITY };
    answers.set(key, entry, { size: 1 });
    entry.answer.then(
      (answer) => {
        if (answers.peek(key) !== entry) return;
        const until = answer.until?.getTime() ?? now().getTime() + KEPT_WITHOUT_END_MS;
        // How much it is nobody knew before it came; of an entry that stays the same its size would stay, too.
        answers.set(key, { ...entry, until }, { size: Math.max(1, sizeOf(answer)) });
      },
      () => answers.peek(key) === entry && answers.delete(key),
    );
    return entry.answer;
  };
}
