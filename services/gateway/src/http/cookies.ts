import type { IncomingMessage } from 'node:http';
import { parseCookie, type SerializeOptions, stringifySetCookie } from 'cookie';
import type { Response } from 'express';

/** A cookie of the request; undefined where it is absent or empty. */
export function readCookie(request: IncomingMessage, name: string): string | undefined {
  const { cookie } = request.headers;
  if (!cookie?.includes(name)) return undefined;
  return parseCookie(cookie)[name] || undefined;
}

/** The names of all cookies of the request. */
export function cookieNames({ headers: { cookie } }: IncomingMessage): string[] {
  return cookie ? Object.keys(parseCookie(cookie)) : [];
}

/** Adds a cookie to the answer. */
export function writeCookie(res: Response, name: string, value: string, options: SerializeOptions): void {
  res.append('set-cookie', stringifySetCookie(name, value, options));
}
