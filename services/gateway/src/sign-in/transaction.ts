import type { SerializeOptions } from 'cookie';
import { z } from 'zod';
import type { SignInSecrets } from './issuer.ts';

/** How long one may take at the issuer. */
export const SIGN_IN_SECONDS = 900;

/** A sign-in between its start and its callback, kept in a cookie of the browser that began it. */
export interface Transaction extends SignInSecrets {
  redirectUri: string;
  returnTo: string;
}

const transaction = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  returnTo: z.string(),
});

/** The cookie's name holds the state, so that two tabs signing in at once don't spoil each other. */
export function transactionCookie(prefix: string, state: string): string {
  return `${prefix}_${state}`;
}

export function writeTransaction(value: Transaction): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Undefined where the cookie is absent or was not written here. */
export function readTransaction(cookie: string | undefined): Transaction | undefined {
  if (!cookie) return undefined;
  try {
    return transaction.parse(JSON.parse(Buffer.from(cookie, 'base64url').toString()));
  } catch {
    return undefined;
  }
}

/** Sent to the callback alone. */
export function transactionCookieOptions(secure: boolean): SerializeOptions {
  return { httpOnly: true, sameSite: 'lax', path: '/callback', maxAge: SIGN_IN_SECONDS, secure };
}
