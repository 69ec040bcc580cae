import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';
import type { Asker } from './askers.ts';

/** Runs operations as somebody, at the address of this page. The secret of a token is not needed, nor known. */
export function fetcherAs(asker: Asker): Fetcher {
  return createGraphiQLFetcher({
    url: '/graphql',
    fetch: (input, init) => fetch(input, requestAs(asker, init)),
    wsClient: createClient({
      url: new URL('/graphql', location.href.replace(/^http/, 'ws')).href,
      connectionParams: connectionAs(asker),
      // What the gateway says of a token that has ended is to be read, and not asked anew.
      retryAttempts: 0,
    }),
  });
}

/** An Authorization that was typed into the headers comes first: it is never sent beside a cookie or a chosen token. */
export function requestAs(asker: Asker, init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers);
  if (asker.kind === 'anonymous' || headers.has('authorization')) return { ...init, headers, credentials: 'omit' };
  if (asker.kind === 'token') headers.set('x-token-id', asker.id);
  return { ...init, headers };
}

/** A browser sends its cookie with every WebSocket: null says that nobody asks all the same. */
export function connectionAs(asker: Asker): Record<string, unknown> {
  if (asker.kind === 'session') return {};
  return { tokenId: asker.kind === 'token' ? asker.id : null };
}
