import { assertionSigner, type PrivateKey } from './client-assertion.ts';
import { ConnectionError, HttpError, OAuthError } from './errors.ts';
import { RETRY_LIMITS, retryAfterOf, withRetries } from './retry.ts';

/** Gives the token that a call is made with. */
export interface TokenProvider {
  /** A token that is good now. */
  token(): Promise<string>;
  /** The portal refused this one: the next is another. Without it a refused token is an error at once. */
  forget?(token: string): void;
}

/** A registered system's own identity (OAuth 2.0 client credentials, RFC 6749 §4.4), proved by its secret or its key. */
export type ClientCredentials = {
  /** Address of the portal. */
  url: string | URL;
  /** `clientId` of the credential. */
  clientId: string;
  /** For a proxy or a test; the global fetch where it is absent. */
  fetch?: typeof fetch;
} & (
  | {
      /** The secret that was drawn for it. */
      clientSecret: string;
    }
  | {
      /** The key of the certificate that it was registered with (`private_key_jwt`, RFC 7523): nothing secret is sent. */
      privateKey: PrivateKey;
    }
);

/** Before its end a token is as good as gone: clocks differ, and a call takes its time. */
const MARGIN_MS = 60_000;

interface Issued {
  token: string;
  renewAt: number;
}

/**
 * Draws access tokens for a credential by its secret or its certificate's key, and draws the next one before the last one
 * ends. Calls that come at once share one.
 */
export function clientCredentials(credentials: ClientCredentials): TokenProvider {
  const endpoint = new URL('/oauth/token', credentials.url);
  const prove = proofOf(credentials, endpoint);
  const draw = async () => drawOnce(endpoint, await prove(), credentials.fetch ?? fetch);
  let issued: Issued | undefined;
  let drawing: Promise<Issued> | undefined;
  return {
    async token() {
      if (issued && Date.now() < issued.renewAt) return issued.token;
      drawing ??= withRetries(draw, { limits: RETRY_LIMITS, idempotent: true }).finally(() => {
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

/** What goes with a request for a token, to say who asks. */
interface Proof {
  headers?: Record<string, string>;
  form?: Record<string, string>;
}

function proofOf(credentials: ClientCredentials, endpoint: URL): () => Promise<Proof> {
  const { clientId } = credentials;
  if ('clientSecret' in credentials) {
    const basic = btoa(`${formEncoded(clientId)}:${formEncoded(credentials.clientSecret)}`);
    return async () => ({ headers: { authorization: `Basic ${basic}` } });
  }
  const sign = assertionSigner(credentials.privateKey, clientId, endpoint.href);
  return async () => ({ form: { client_assertion_type: JWT_BEARER, client_assertion: await sign() } });
}

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

async function drawOnce(endpoint: URL, { headers, form }: Proof, send: typeof fetch): Promise<Issued> {
  const response = await send(endpoint, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
  }).catch((cause: unknown) => {
    throw new ConnectionError('The portal could not be reached for an access token', { cause });
  });
  const answer: TokenAnswer = await response.json().catch(() => ({}));
  if (response.ok && typeof answer.access_token === 'string') {
    const lifetime = (answer.expires_in ?? 0) * 1_000;
    // A token that lives shorter than the margin is used for half its life.
    return { token: answer.access_token, renewAt: Date.now() + Math.max(lifetime - MARGIN_MS, lifetime / 2) };
  }
  const { status } = response;
  if (typeof answer.error === 'string' && status !== 429) throw new OAuthError(answer.error, answer.error_description);
  throw new HttpError(
    status,
    { code: answer.error, detail: answer.error_description },
    retryAfterOf(response.headers.get('retry-after')),
  );
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
