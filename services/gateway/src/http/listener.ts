import type { IncomingMessage } from 'node:http';
import type { ConsoleName } from '../config.ts';

/** One of the two ports, as browsers see it. */
export interface Listener {
  console: ConsoleName;
  port: number;
  /** What browsers call it behind a proxy. */
  publicOrigin: string | undefined;
  /** Cookies ignore ports: each listener has names of its own. */
  sessionCookie: string;
  signInCookie: string;
  secureCookies: boolean;
}

/** Makes the listener of a port. */
export function createListener(
  console: ConsoleName,
  port: number,
  publicOrigin: string | undefined,
  secureCookies: boolean,
): Listener {
  const place = publicOrigin === undefined ? port : portOf(publicOrigin);
  return {
    console,
    port,
    publicOrigin,
    sessionCookie: `${secureCookies ? '__Host-' : ''}portal_session_${place}`,
    signInCookie: `${secureCookies ? '__Host-' : ''}portal_sign_in_${place}`,
    secureCookies,
  };
}

/** As browsers see it: gateways behind one balancer read each other's cookies, whatever port each listens at. */
function portOf(publicOrigin: string): string {
  const { port, protocol } = new URL(publicOrigin);
  return port || (protocol === 'https:' ? '443' : '80');
}

/** Whether browsers reach it by https alone: a proxy before it ends TLS. */
export function isHttps({ publicOrigin }: Listener): boolean {
  return publicOrigin?.startsWith('https:') ?? false;
}

/** The origins that this listener may be asked by, the first of which is its own name for itself; behind TLS it has no other. */
export function originsOf(listener: Listener): string[] {
  const { port, publicOrigin } = listener;
  if (publicOrigin && isHttps(listener)) return [publicOrigin];
  const local = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  return publicOrigin ? [publicOrigin, ...local] : local;
}

/** Whether a page of this origin is one of the listener's: by one of its names or, without TLS, by the name that was asked. */
export function isOwnOrigin(listener: Listener, origin: string, host: string | undefined): boolean {
  if (originsOf(listener).includes(origin)) return true;
  return !isHttps(listener) && host !== undefined && origin === `http://${host.toLowerCase()}`;
}

/** The origin by which this request asked, if it is one of the listener's. */
export function askedOrigin(listener: Listener, request: IncomingMessage): string | undefined {
  const { host } = request.headers;
  return originsOf(listener).find((origin) => new URL(origin).host === host);
}
