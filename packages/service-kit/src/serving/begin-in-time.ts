import type { ExecutionResult } from 'graphql';

type Begun = AsyncIterable<ExecutionResult> | ExecutionResult;

/** A subscription that has not begun by then never answered at all: its caller is told so, instead of waiting in silence. */
export async function beginInTime(beginning: Promise<Begun>, withinMs: number): Promise<Begun> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`a subscription did not begin within ${withinMs} ms`)),
    withinMs,
  );
  try {
    return await Promise.race([beginning, late.promise]);
  } catch (error) {
    // Nobody reads what begins now.
    beginning.then(leave, () => {});
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function leave(begun: Begun): void {
  if (Symbol.asyncIterator in begun) begun[Symbol.asyncIterator]().return?.();
}
