import { refusalBehind } from '@portal/service-kit/process';
import { type Request, type Response, Router } from 'express';
import { addressKey, type BillingParts } from '../budgets/bill-requests.ts';
import { limitHeaders } from '../budgets/limit-headers.ts';
import { readCookie, writeCookie } from '../http/cookies.ts';
import { askedOrigin, type Listener, originsOf } from '../http/listener.ts';
import { logger } from '../logger.ts';
import { signInRefused } from '../security-events.ts';
import { deviceOf } from '../sessions/device.ts';
import { SESSION_LONGEST_MS } from '../sessions/session-lifetime.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { isFromOwnPage } from './from-own-page.ts';
import type { Issuer } from './issuer.ts';
import { localPath } from './return-to.ts';
import { sendSignInFailure } from './sign-in-failure.ts';
import { abandonedCookies, type Transactions, transactionCookie, transactionCookieOptions } from './transaction.ts';

/** What signing in needs. */
export interface SignInParts extends BillingParts {
  listener: Listener;
  issuer: Issuer;
  transactions: Transactions;
  sessions: Sessions;
  /** `?as=ana` is passed on only to the issuer of this machine. */
  localIssuer: boolean;
}

/** In points of the address's budget, taken before the issuer hears of anything. */
const LOGIN_COST = 5;
const CALLBACK_COST = 10;

/** GET /login, GET /callback and POST /logout: OpenID Connect's code flow with PKCE, state and nonce. */
export function signInRoutes(parts: SignInParts): Router {
  const router = Router();
  router.get('/login', (req, res) => login(parts, req, res));
  router.get('/callback', (req, res) => callback(parts, req, res));
  router.post('/logout', (req, res) => logout(parts, req, res));
  return router;
}

/** False where the address has too little left, and was told so. */
async function paid(
  { budgets, addressOf }: SignInParts,
  points: number,
  req: Request,
  res: Response,
): Promise<boolean> {
  const bill = await budgets.billFor(addressKey(req, addressOf));
  if (!bill.pay(points)) return true;
  res.set(limitHeaders(bill));
  sendSignInFailure(res, 'tooMany', localPath(req.query.returnTo));
  return false;
}

async function login(parts: SignInParts, req: Request, res: Response): Promise<void> {
  const { listener, issuer, transactions, localIssuer } = parts;
  const [ownOrigin = ''] = originsOf(listener);
  const asked = askedOrigin(listener, req) ?? listener.publicOrigin;
  const { as, returnTo, again } = req.query;
  const hint = localIssuer && typeof as === 'string' ? as : undefined;
  // Asked by a name that the issuer would not send back to, they go on by one where the cookie can be read later. That they
  // pressed *Entrar* cannot be carried from one name to the other, for anybody could make what says so: they find it there.
  if (!asked) {
    const there = hint === undefined ? localPath(returnTo) : req.originalUrl.replace(/^\/+/, '/');
    return res.redirect(302, new URL(there, ownOrigin).href);
  }

  const redirectUri = `${asked}/callback`;
  // The issuer may know them, and ask nothing: nobody is signed in by an address. Where it leads they find *Entrar*.
  if (hint === undefined && !isFromOwnPage(listener, req)) return res.redirect(302, localPath(returnTo));
  if (!(await paid(parts, LOGIN_COST, req, res))) return;
  let begun: Awaited<ReturnType<Issuer['begin']>>;
  try {
    begun = await issuer.begin(redirectUri, { hint, again: again !== undefined });
  } catch (err) {
    logger.error({ err }, 'the issuer cannot be reached');
    return sendSignInFailure(res, 'unreachable', localPath(returnTo));
  }
  const options = transactionCookieOptions(listener.secureCookies);
  for (const name of abandonedCookies(req, listener.signInCookie))
    writeCookie(res, name, '', { ...options, maxAge: 0 });
  const transaction = { ...begun.secrets, redirectUri, returnTo: localPath(returnTo) };
  writeCookie(
    res,
    transactionCookie(listener.signInCookie, transaction.state),
    await transactions.begin(listener, transaction),
    options,
  );
  res.redirect(302, begun.url.href);
}

async function callback(parts: SignInParts, req: Request, res: Response): Promise<void> {
  const { listener, issuer, transactions, sessions } = parts;
  const state = String(req.query.state ?? '');
  const cookieName = transactionCookie(listener.signInCookie, state);
  const transaction = await transactions.find(listener, state, readCookie(req, cookieName));
  if (!transaction) return sendSignInFailure(res, 'expired', '/');
  if (!(await paid(parts, CALLBACK_COST, req, res))) return;
  writeCookie(res, cookieName, '', { ...transactionCookieOptions(listener.secureCookies), maxAge: 0 });
  if (!(await transactions.useUp(transaction))) return sendSignInFailure(res, 'expired', transaction.returnTo);
  const { search } = new URL(req.originalUrl, transaction.redirectUri);
  try {
    const identity = await issuer.finish(new URL(`${transaction.redirectUri}${search}`), transaction);
    const place = { ...deviceOf(req.headers['user-agent']), atReview: listener.console === 'reviewer' };
    const id = await sessions.begin(identity, place, readCookie(req, listener.sessionCookie));
    writeCookie(res, listener.sessionCookie, id, {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: listener.secureCookies,
      maxAge: SESSION_LONGEST_MS / 1000,
    });
    res.redirect(303, transaction.returnTo);
  } catch (err) {
    signInRefused(err);
    sendSignInFailure(res, refusalBehind(err) ? 'busy' : 'refused', transaction.returnTo);
  }
}

async function logout({ listener, issuer, sessions }: SignInParts, req: Request, res: Response): Promise<void> {
  const id = readCookie(req, listener.sessionCookie);
  if (id) await sessions.endById(id);
  writeCookie(res, listener.sessionCookie, '', {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: listener.secureCookies,
    maxAge: 0,
  });
  const [ownOrigin = ''] = originsOf(listener);
  const atIssuer = await issuer.endSessionUrl(`${ownOrigin}/`).catch(() => undefined);
  res.redirect(303, atIssuer ?? '/');
}
