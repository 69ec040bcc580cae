import type { IncomingMessage } from 'node:http';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Sealing } from '@portal/service-kit/database';
import type { SerializeOptions } from 'cookie';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import { isFirstUse } from '../first-use.ts';
import { cookieNames } from '../http/cookies.ts';
import type { Listener } from '../http/listener.ts';
import type { SignInSecrets } from './issuer.ts';

/** How long one may take at the issuer. */
export const SIGN_IN_SECONDS = 900;

/** A sign-in between its start and its callback. */
export interface Transaction extends SignInSecrets {
  redirectUri: string;
  returnTo: string;
}

const sealedTransaction = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  anewSince: z.number().optional(),
  redirectUri: z.string(),
  returnTo: z.string(),
  console: z.string(),
  until: z.number(),
});

/**
 * Sign-ins under way. Each is kept in a cookie of the browser that began it, sealed: who did not begin one here has none to
 * show, and can make the portal send nothing to the issuer.
 */
export class Transactions {
  private readonly sealing: Sealing;

  constructor(
    private readonly orm: MikroORM,
    signingKey: GatewayConfig['signingKey'],
    private readonly now: Clock,
  ) {
    this.sealing = new Sealing(signingKey, 'portal-de-servicos:sign-ins');
  }

  /** A sign-in that begins at a listener, as its cookie's value. */
  begin({ console }: Listener, transaction: Transaction): Promise<string> {
    const until = this.now().getTime() + SIGN_IN_SECONDS * 1000;
    return this.sealing.seal(JSON.stringify({ ...transaction, console, until }));
  }

  /** Undefined where the cookie was not sealed here, is of another state or listener, or too old. */
  async find(listener: Listener, state: string, cookie: string | undefined): Promise<Transaction | undefined> {
    if (!cookie) return undefined;
    const opened = await this.sealing.unseal(cookie).catch(() => undefined);
    const read = opened === undefined ? undefined : sealedTransaction.parse(JSON.parse(opened));
    const good = read?.state === state && read.console === listener.console && read.until > this.now().getTime();
    return good ? read : undefined;
  }

  /** Uses it up; false where that was done before. */
  useUp({ state }: Transaction): Promise<boolean> {
    const now = this.now();
    const until = new Date(now.getTime() + SIGN_IN_SECONDS * 1000);
    return isFirstUse(this.orm, `sign-in|${state}`, { until, now });
  }
}

/** The cookie's name holds the state, so that two tabs signing in at once don't spoil each other. */
export function transactionCookie(prefix: string, state: string): string {
  return `${prefix}_${state}`;
}

/** For the whole host: a name with `__Host-`, which no other host below the same domain can write, has no other path. */
export function transactionCookieOptions(secure: boolean): SerializeOptions {
  return { httpOnly: true, sameSite: 'lax', path: '/', maxAge: SIGN_IN_SECONDS, secure };
}

/** With one more, what a browser sends stays well below what a request may have of headers. */
const MOST_LEFT_OPEN = 2;

/** Cookies of sign-ins that this browser began and left open, where they have become too many to let stand. */
export function abandonedCookies(request: IncomingMessage, prefix: string): string[] {
  const names = cookieNames(request).filter((name) => name.startsWith(`${prefix}_`));
  return names.length > MOST_LEFT_OPEN ? names : [];
}
