import { ConnectionError, HttpError, OperationError, type OperationErrorEntry, retryAfterIn } from './errors.ts';
import { type RetryLimits, retryAfterOf, withRetries } from './retry.ts';
import type { TokenProvider } from './tokens.ts';

/** How the portal is reached. */
export interface PortalHttp {
  url: URL;
  fetch: typeof fetch;
  headers: Record<string, string>;
  limits: RetryLimits;
  tokens: TokenProvider | undefined;
  onCost: ((cost: Cost) => void) | undefined;
}

/** What an operation cost its caller, in points. */
export interface Cost {
  /** What was asked for was charged with so many. */
  requested: number;
  /** So many are left now. */
  remaining: number;
  /** When the budget is whole again (RFC 3339). */
  resetAt: string;
}

/** How a call is made. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  idempotent: boolean;
}

/** Makes a call with a token, again where that may help, and reads its answer. `once` is given the headers to send. */
export async function call<Answer>(
  { headers, limits, tokens }: PortalHttp,
  { signal, idempotent }: CallOptions,
  once: (headers: Record<string, string>) => Promise<Answer>,
): Promise<Answer> {
  const attempt = async (mayForget: boolean): Promise<Answer> => {
    const token = await tokens?.token();
    try {
      return await once(token ? { ...headers, authorization: `Bearer ${token}` } : headers);
    } catch (cause) {
      if (!(token && mayForget && tokens?.forget && isUnauthenticated(cause))) throw cause;
      tokens.forget(token);
      return attempt(false);
    }
  };
  return withRetries(() => attempt(true), { limits, idempotent, signal });
}

/** Sends, and says by a ConnectionError that no answer came. */
export async function send({ url, fetch }: PortalHttp, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(new URL(path, url), init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ConnectionError('The portal could not be reached', { cause });
  }
}

/** The data of a GraphQL answer. */
export async function readOperation(response: Response, onCost: PortalHttp['onCost']): Promise<unknown> {
  const answer = await readJson(response);
  const { errors, data, extensions } = answer;
  if (extensions?.cost) onCost?.(extensions.cost);
  // To be asked later is no answer, whatever comes with it.
  const busy = response.status === 429 || response.status === 503;
  if (errors && !busy) throw new OperationError(errors, data);
  if (response.ok && data !== undefined) return data;
  const problem = errors?.[0] ? { code: errors[0].extensions?.code, detail: errors[0].message } : answer;
  const retryAfter = retryAfterOf(response.headers.get('retry-after')) ?? retryAfterIn(errors);
  throw new HttpError(response.status, problem, retryAfter);
}

/** The JSON of an endpoint that answers problem+json where it refuses. */
export async function readEndpoint(response: Response): Promise<unknown> {
  const answer = await readJson(response);
  if (response.ok) return answer;
  throw new HttpError(response.status, answer, retryAfterOf(response.headers.get('retry-after')));
}

interface AnyAnswer {
  data?: unknown;
  errors?: OperationErrorEntry[];
  extensions?: { cost?: Cost };
  code?: string;
  title?: string;
  detail?: string;
}

async function readJson(response: Response): Promise<AnyAnswer> {
  const text = await response.text().catch((cause: unknown) => {
    throw new ConnectionError('The answer broke off', { cause });
  });
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** Whether the portal does not know who asks. */
export function isUnauthenticated(cause: unknown): boolean {
  return (
    (cause instanceof HttpError && cause.status === 401) ||
    (cause instanceof OperationError && cause.code === 'UNAUTHENTICATED')
  );
}
