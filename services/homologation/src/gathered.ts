import DataLoader from 'dataloader';

/** How many go together at most. */
const MOST = 50;

/**
 * Asks, or writes, for one batch after the other: what comes while one is under way goes with the next. One alone waits for
 * nothing, and a crowd costs the database a few statements, the fewer the slower it is. Where one of several is wrong, each is
 * tried by itself, so that it fails alone; where the database had no time, it is not asked for each of them besides.
 */
export function gathered<Key, Value>(
  many: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  let underWay: Promise<unknown> = Promise.resolve();
  let line: Promise<unknown> = underWay;
  const loader = new DataLoader<Key, Value>(
    (keys) => {
      const done = together(keys, many);
      underWay = done;
      return done;
    },
    {
      cache: false,
      maxBatchSize: MOST,
      batchScheduleFn(dispatch) {
        line = line.then(() => {
          dispatch();
          return underWay;
        });
      },
    },
  );
  return (key) => loader.load(key);
}

async function together<Key, Value>(
  keys: readonly Key[],
  many: (keys: readonly Key[]) => Promise<readonly Value[]>,
): Promise<(Value | Error)[]> {
  try {
    return [...(await many(keys))];
  } catch (error) {
    if (keys.length === 1 || !isOfData(error)) return keys.map(() => asError(error));
    const each = await Promise.allSettled(keys.map((key) => many([key])));
    return each.map((one) => (one.status === 'fulfilled' ? (one.value[0] as Value) : asError(one.reason)));
  }
}

/** By PostgreSQL's classes: 22, a value that cannot be, and 23, one that may not be there. */
function isOfData(error: unknown): boolean {
  return /^2[23]/.test(String((error as { code?: unknown } | null)?.code));
}

const asError = (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason)));
