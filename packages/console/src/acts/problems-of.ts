import type { CombinedError } from 'urql';
import { actMessage } from './act-message.ts';

interface Refused {
  readonly message: string;
  readonly path?: readonly string[] | null;
}

/** Why an act did nothing, each with what it is about; none where it was done. */
export function problemsOf(
  payload: { readonly problems: readonly Refused[] } | null | undefined,
  error: CombinedError | undefined,
): readonly Refused[] {
  return payload?.problems ?? [{ message: actMessage(undefined, error) }];
}
