import type { CombinedError } from '@urql/core';
import { useState } from 'react';
import { type AnyVariables, type UseQueryArgs, useQuery } from 'urql';

/** Something that is read from the graph, as far as it is there. */
export interface Reading<Value> {
  /** Undefined until it was read; null where there is no such thing. What was read stays while it is read again. */
  value: Value | null | undefined;
  /** Why it, or a part of it, could not be read. */
  error: CombinedError | undefined;
  /** It is being asked for. */
  reading: boolean;
  /** Asks again. */
  retry: () => void;
}

/** What to read; `pick` takes out of the answer what the page is about. */
export type ReadOptions<Data, Variables extends AnyVariables, Value> = UseQueryArgs<Variables, Data> & {
  pick: (data: Data) => Value | null | undefined;
};

/**
 * urql's useQuery for a QueryView. An answer with errors may hold null where something could not be read: that is told
 * apart here from what is not there.
 */
export function useRead<Data, Variables extends AnyVariables, Value>(
  options: ReadOptions<Data, Variables, Value>,
): Reading<Value> {
  const { pick, variables } = options;
  const [{ data, error, fetching, stale }, read] = useQuery<Data, Variables>(options);
  const asked = JSON.stringify(variables ?? null);
  const [kept, setKept] = useState<{ asked: string; data: Data }>();
  const known = data && (!error || pick(data)) ? data : undefined;
  if (known && (kept?.asked !== asked || kept.data !== known)) setKept({ asked, data: known });
  const shown = known ?? (kept?.asked === asked ? kept.data : undefined);
  return {
    value: shown && (pick(shown) ?? null),
    error,
    reading: fetching || stale,
    retry: () => read({ requestPolicy: 'network-only' }),
  };
}
