import type { IncomingMessage } from 'node:http';

/** Which console a port serves. */
export type ConsoleName = 'integrator' | 'reviewer';

/** One of the two ports, as browsers see it. */
export interface Door {
  console: ConsoleName;
  port: number;
  /** What browsers call it behind a proxy. */
  publicOrigin: string | undefined;
  /** Cookies ignore ports: each door has names of its own. */
  sessionCookie: string;
  signInCookie: string;
  secureCookies: boolean;
}

/** Makes the door of a port. */
export function createDoor(
  console: ConsoleName,
  port: number,
  publicOrigin: string | undefined,
  secureCookies: boolean,
): Door {
  return {
    console,
    port,
    publicOrigin,
    sessionCookie: `${secureCookies ? '__Host-' : ''}portal_session_${port}`,
    signInCookie: `${secureCookies ? '__Secure-' : ''}portal_sign_in_${port}`,
    secureCookies,
  };
}

/** The origins that this door may be asked by, the first of which is its own name for itself. */
export function originsOf({ port, publicOrigin }: Door): string[] {
  const local = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  return publicOrigin ? [publicOrigin, ...local] : local;
}

/** The origin by which this request asked, if it is one of the door's. */
export function askedOrigin(door: Door, request: IncomingMessage): string | undefined {
  const { host } = request.headers;
  return originsOf(door).find((origin) => new URL(origin).host === host);
}
