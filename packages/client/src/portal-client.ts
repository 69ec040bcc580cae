import { type Arguments, type Document, isIdempotent } from './document.ts';
import {
  type AttachmentUpload,
  type EvidenceUpload,
  type UploadedAttachment,
  type UploadedEvidence,
  uploadEvidence,
  uploadMessageAttachment,
} from './evidence.ts';
import { ChangesCursorDocument, RateLimitDocument, type RateLimitQuery } from './gql/graphql.ts';
import { LiveSocket, type WebSocketClass } from './live-socket.ts';
import { followSubscription } from './live-subscription.ts';
import { sendOperation } from './operation.ts';
import { type Cost, call, type PortalHttp } from './portal-http.ts';
import { present } from './present.ts';
import { RETRY_LIMITS, type RetryLimits } from './retry.ts';
import type { TokenProvider } from './tokens.ts';

/** Where the portal is, and who asks. */
export interface PortalClientOptions {
  /** Address of the portal, such as https://portal.exemplo.gov.br. */
  url: string | URL;
  /** A personal access token, or clientCredentials(…). Without one, the catalogue alone, or a browser's own session. */
  token?: string | TokenProvider;
  /** Sent with every HTTP request, such as a user-agent. */
  headers?: Record<string, string>;
  /** In the place of the global fetch. */
  fetch?: typeof fetch;
  /** In the place of the global WebSocket; Node 20 has none: pass the package `ws`. */
  webSocket?: WebSocketClass;
  /** Hears what each operation cost, and what is left of the caller's budget. */
  onCost?: (cost: Cost) => void;
  /** Queries, uploads and mutations with an idempotency key are tried again: 4 times, waiting at most 60 s by default. */
  retry?: Partial<RetryLimits>;
}

/** How one call is made. */
export interface RequestOptions {
  /** Aborting it rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** The portal's API. */
export interface PortalClient {
  /** Asks one query or mutation. Rejects with a PortalError. */
  request<Result, Variables>(
    document: Document<Result, Variables>,
    ...args: Arguments<Variables, RequestOptions>
  ): Promise<Result>;
  /**
   * Every change from `after`, or from now, on: each once and in order, whatever becomes of the connection. Leaving the
   * loop ends it; so does the signal, by its reason.
   */
  subscribe<Result, Variables>(
    document: Document<Result, Variables>,
    ...args: Arguments<Variables, RequestOptions>
  ): AsyncIterableIterator<Result>;
  /** What may still be asked, in points; `onCost` hears the same without asking. */
  rateLimit(options?: RequestOptions): Promise<RateLimitQuery['rateLimit']>;
  /** Sends a file of evidence. Rejects with a PortalError. */
  uploadEvidence(upload: EvidenceUpload): Promise<UploadedEvidence>;
  /** Sends a file that is to go with a message. Rejects with a PortalError. */
  uploadMessageAttachment(upload: AttachmentUpload): Promise<UploadedAttachment>;
}

/** A client of the portal's API; it holds nothing open while nobody subscribes. */
export function createPortalClient(options: PortalClientOptions): PortalClient {
  const tokens = typeof options.token === 'string' ? fixedToken(options.token) : options.token;
  const http: PortalHttp = {
    url: new URL(options.url),
    fetch: options.fetch ?? globalThis.fetch,
    headers: options.headers ?? {},
    limits: { ...RETRY_LIMITS, ...options.retry },
    tokens,
    onCost: options.onCost,
  };
  const socket = new LiveSocket({ ...http, webSocket: options.webSocket });

  function request<Result, Variables>(
    document: Document<Result, Variables>,
    ...[variables, { signal } = {}]: Arguments<Variables, RequestOptions>
  ): Promise<Result> {
    const operation = { query: document.toString(), variables };
    return call(
      http,
      { idempotent: isIdempotent(operation.query, variables), signal },
      async (headers) => (await sendOperation(http, operation, { headers, signal })) as Result,
    );
  }

  return {
    request,
    subscribe: (document, ...[variables, { signal } = {}]) =>
      // What the line carries is what its document asks for.
      followSubscription({
        socket,
        limits: http.limits,
        query: document.toString(),
        variables: { ...variables },
        now: async () => present((await request(ChangesCursorDocument, {}, { signal })).changesCursor),
        signal,
      }) as AsyncIterableIterator<never>,
    rateLimit: async (options) => (await request(RateLimitDocument, {}, options)).rateLimit,
    uploadEvidence: (upload) => uploadEvidence(http, upload),
    uploadMessageAttachment: (upload) => uploadMessageAttachment(http, upload),
  };
}

function fixedToken(token: string): TokenProvider {
  return { token: async () => token };
}
