import DataLoader from 'dataloader';

/** How many go together at most. */
const MOST = 20;

/**
 * Asks, or writes, for one batch after the other: what comes while one is under way goes with the next. One alone waits for
 * nothing, and a crowd costs the database a few statements, the fewer the slower it is. What could not be done for several
 * is done for each by itself, so that one that is wrong fails alone.
 */
export function gathered<Key, Value>(
  many: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  let underWay: Promise<unknown> = Promise.resolve();
  const loader = new DataLoader<Key, Value>(
    (keys) => {
      const done = together(keys, many);
      underWay = done;
      return done;
    },
    { cache: false, maxBatchSize: MOST, batchScheduleFn: (dispatch) => void underWay.then(dispatch) },
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
    if (keys.length === 1) return [asError(error)];
    const each = await Promise.allSettled(keys.map((key) => many([key])));
    return each.map((one) => (one.status === 'fulfilled' ? (one.value[0] as Value) : asError(one.reason)));
  }
}

const asError = (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason)));
