import { ConnectionError, HttpError, OAuthError } from './errors.ts';
import { RETRY_LIMITS, retryAfterOf, withRetries } from './retry.ts';

/** Gives the token that a call is made with. */
export interface TokenProvider {
  /** A token that is good now. */
  token(): Promise<string>;
  /** The portal refused this one: the next is another. Without it a refused token is an error at once. */
  forget?(token: string): void;
}

/** A registered system's own identity (OAuth 2.0 client credentials, RFC 6749 §4.4). */
export interface ClientCredentials {
  /** Address of the portal. */
  url: string | URL;
  /** `clientId` of the credential. */
  clientId: string;
  /** The secret that was drawn for it. */
  clientSecret: string;
  /** For a proxy or a test; the global fetch where it is absent. */
  fetch?: typeof fetch;
}

/** Before its end a token is as good as gone: clocks differ, and a call takes its time. */
const MARGIN_MS = 60_000;

interface Issued {
  token: string;
  renewAt: number;
}

/**
 * Draws access tokens with a credential's clientId and secret, and draws the next one before the last one ends. Calls
 * that come at once share one.
 */
export function clientCredentials(credentials: ClientCredentials): TokenProvider {
  let issued: Issued | undefined;
  let drawing: Promise<Issued> | undefined;
  return {
    async token() {
      if (issued && Date.now() < issued.renewAt) return issued.token;
      drawing ??= draw(credentials).finally(() => {
        drawing = undefined;
      });
      issued = await drawing;
      return issued.token;
    },
    forget(token) {
      if (issued?.token === token) issued = undefined;
    },
  };
}

function draw(credentials: ClientCredentials): Promise<Issued> {
  return withRetries(() => drawOnce(credentials), { limits: RETRY_LIMITS, idempotent: true });
}

async function drawOnce({ url, clientId, clientSecret, fetch: send = fetch }: ClientCredentials): Promise<Issued> {
  const response = await send(new URL('/oauth/token', url), {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: 'grant_type=client_credentials',
  }).catch((cause: unknown) => {
    throw new ConnectionError('The portal could not be reached for an access token', { cause });
  });
  const answer: TokenAnswer = await response.json().catch(() => ({}));
  if (response.ok && typeof answer.access_token === 'string') {
    const lifetime = (answer.expires_in ?? 0) * 1_000;
    // A token that lives shorter than the margin is used for half its life.
    return { token: answer.access_token, renewAt: Date.now() + Math.max(lifetime - MARGIN_MS, lifetime / 2) };
  }
  if (typeof answer.error === 'string') throw new OAuthError(answer.error, answer.error_description);
  throw new HttpError(response.status, {}, retryAfterOf(response.headers.get('retry-after')));
}

interface TokenAnswer {
  access_token?: string;
  expires_in?: number;
  error?: string;
  error_description?: string;
}

/** RFC 6749 §2.3.1: both parts are form-encoded before they are put together. */
function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
