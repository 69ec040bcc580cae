import { useState } from 'react';
import { type AnyVariables, type CombinedError, type TypedDocumentNode, useClient } from 'urql';
import { type Answered, answered } from './answered.ts';

/** How an act ended: what the Portal answered, or why there is no answer. A payload that failed is none. */
export interface Acted<Data> {
  readonly data?: Answered<Data>;
  readonly error?: CombinedError;
}

/**
 * A mutation, and whether it is under way. Unlike urql's hook it answers even when the act itself takes its button off the
 * page: a request that was cancelled can't be cancelled again, and still the person is told.
 */
export function useAct<Data extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): [act: (variables: Variables) => Promise<Acted<Data>>, busy: boolean] {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  async function act(variables: Variables): Promise<Acted<Data>> {
    setBusy(true);
    const { data, error } = await client.mutation(document, variables).toPromise();
    setBusy(false);
    return { data: answered(data), error };
  }
  return [act, busy];
}
