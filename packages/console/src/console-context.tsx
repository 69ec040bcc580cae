import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { createContext, useContext, useEffect, useRef } from 'react';
import type { ConsoleRemote } from './console-remote.ts';
import type { GraphClient } from './graph-client.ts';
import { type LiveSubscriptions, openSubscription } from './live-subscriptions.ts';
import { type SessionState, useSessionState, type Viewer } from './session.ts';

interface ConsoleValue {
  remote: ConsoleRemote;
  graph: GraphClient;
  lines: LiveSubscriptions;
  /** What the addresses of the router stand under. */
  basename: string;
}

export const ConsoleContext = createContext<ConsoleValue | null>(null);

export function useConsole(): ConsoleValue {
  const value = useContext(ConsoleContext);
  if (!value) throw new Error('This needs a <Console> above it');
  return value;
}

/** Who is here, `over` included. */
export function useSession(): SessionState {
  return useSessionState(useConsole().graph.session);
}

/** The signed-in person; null for an anonymous visitor. Stays while a lost session waits to be signed in again. */
export function useViewer(): Viewer | null {
  const state = useSession();
  return state.status === 'signed-in' || state.status === 'over' ? state.viewer : null;
}

/**
 * Calls `listener` with every change of one of the console's live documents. The cache is up to date by then: listen only
 * for what the cache cannot do, such as announcing. Opens no subscription of its own.
 */
export function useLive<Data, Variables>(document: TypedDocumentNode<Data, Variables>, listener: (data: Data) => void) {
  const { lines } = useConsole();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => lines.listen(document, (data) => latest.current(data)), [lines, document]);
}

/**
 * Follows a subscription without a cursor for as long as the page is there; its first event says how things stand, after a
 * lost connection as well. What it selects is in the cache by the time that `listener` hears of it.
 */
export function useLivePage<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  listener: (data: Data) => void,
) {
  const { graph } = useConsole();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  const asked = JSON.stringify(variables);
  useEffect(() => {
    const line = openSubscription(graph, {
      document: document as TypedDocumentNode<Record<string, unknown>, never>,
      variables: JSON.parse(asked),
      tell: (data) => latest.current(data as Data),
    });
    return () => line.stop();
  }, [graph, document, asked]);
}
