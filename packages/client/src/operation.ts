import { OperationError } from './errors.ts';
import { type PortalHttp, readOperation, send } from './portal-http.ts';

/** What is asked. */
export interface Operation {
  query: string;
  variables: unknown;
}

/** How this once. */
export interface Sending {
  headers: Record<string, string>;
  signal?: AbortSignal | undefined;
}

const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';
/** What may stand before the portal takes no longer address for sure. */
const LONGEST_ADDRESS = 8_000;

/** Asks one query or mutation once, and gives its data. */
export async function sendOperation(http: PortalHttp, operation: Operation, sending: Sending): Promise<unknown> {
  const hash = isPublicRead(http, operation) ? await sha256(operation.query) : undefined;
  if (hash !== undefined && addressOf(operation, hash).length <= LONGEST_ADDRESS) {
    return readPublicly(http, operation, sending, hash);
  }
  const { query, variables } = operation;
  const response = await send(http, '/graphql', {
    method: 'POST',
    headers: { ...sending.headers, 'content-type': 'application/json', accept: ACCEPT },
    body: JSON.stringify({ query, variables }),
    signal: sending.signal ?? null,
  });
  return readOperation(response, http.onCost);
}

/** A query of somebody whom the portal cannot know: by no token, and by no cookie, as a page of its own would have. */
function isPublicRead({ tokens, url }: PortalHttp, { query }: Operation): boolean {
  const isOwnPage = typeof location !== 'undefined' && location.origin === url.origin;
  return tokens === undefined && !isOwnPage && !/\b(mutation|subscription)\b/.test(query);
}

/** By GET and the hash of its text (automatic persisted queries), so that browsers and CDNs can answer in the portal's place. */
async function readPublicly(http: PortalHttp, operation: Operation, sending: Sending, hash: string): Promise<unknown> {
  const { headers, signal = null } = sending;
  const ask = async (asked: Partial<Operation>) =>
    readOperation(
      await send(http, addressOf(asked, hash), { headers: { ...headers, accept: ACCEPT }, signal }),
      http.onCost,
    );
  try {
    return await ask({ variables: operation.variables });
  } catch (cause) {
    if (!(cause instanceof OperationError && cause.code === 'PERSISTED_QUERY_NOT_FOUND')) throw cause;
    return ask(operation);
  }
}

function addressOf({ query, variables }: Partial<Operation>, sha256Hash: string): string {
  const search = new URLSearchParams();
  if (query !== undefined) search.set('query', query);
  if (variables !== undefined) search.set('variables', JSON.stringify(variables));
  search.set('extensions', JSON.stringify({ persistedQuery: { version: 1, sha256Hash } }));
  return `/graphql?${search}`;
}

/** In hexadecimal; nothing in an insecure page, where browsers do not hash. */
async function sha256(text: string): Promise<string | undefined> {
  const digest = await globalThis.crypto?.subtle?.digest('SHA-256', new TextEncoder().encode(text));
  return digest && [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
