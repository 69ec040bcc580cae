import { type AnyVariables, type Client, type Exchange, makeOperation, type TypedDocumentNode } from '@urql/core';
import { createContext, type Params, type RouteObject } from 'react-router';
import { map, pipe } from 'wonka';
import type { Session } from './session.ts';

/** How long an answer that came ahead of its page stands for the page's own. */
const GOOD_MS = 5_000;

/** Begins a query for the page that is on its way. */
export type ReadAhead = <Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => void;

/** Where loaders find it; the frame gives it to the router. */
export const readAheadContext = createContext<ReadAhead>();

/**
 * Part of a route whose page comes in a file of its own: its first query, which the address tells, is begun beside that file
 * and not after it. The page asks as if nothing had been.
 */
export function readsAhead<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variablesOf: (params: Params) => Variables,
): Pick<RouteObject, 'loader' | 'shouldRevalidate'> {
  return {
    loader: ({ params, context }) => {
      context.get(readAheadContext)(document, variablesOf(params));
      return null;
    },
    // For another page only, and not for another search of the same.
    shouldRevalidate: () => false,
  };
}

/** What reads ahead with a client, and the exchange by which the page takes what was read instead of asking once more. */
export function createReadAhead(session: Session): { exchange: Exchange; with: (client: Client) => ReadAhead } {
  const answered = new Set<number>();
  return {
    exchange:
      ({ forward }) =>
      (operations) =>
        pipe(
          operations,
          map((operation) => {
            const { requestPolicy } = operation.context;
            const taken = requestPolicy === 'cache-and-network' && answered.delete(operation.key);
            return taken
              ? makeOperation(operation.kind, operation, { ...operation.context, requestPolicy: 'cache-first' })
              : operation;
          }),
          forward,
        ),
    with: (client) => async (document, variables) => {
      // No page reads before the cursor is there from which live changes continue.
      await session.known();
      if (session.state.status !== 'signed-in') return;
      const asked = client.query(document, variables, { requestPolicy: 'network-only' });
      const { operation, error } = await asked.toPromise();
      if (error) return;
      answered.add(operation.key);
      setTimeout(() => answered.delete(operation.key), GOOD_MS);
    },
  };
}
