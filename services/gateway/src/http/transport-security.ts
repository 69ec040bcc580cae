import type { RequestHandler } from 'express';
import { isHttps, type Listener } from './listener.ts';

/** An answer is data until a page says otherwise: nothing that a browser could guess at, run or put into a frame. */
const ONLY_DATA = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** For a year browsers take neither this host nor one below it by http. */
const ALWAYS_HTTPS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/** What every answer of a listener carries, whatever it answers. */
export function headersOfListener(listener: Listener): Record<string, string> {
  return isHttps(listener) ? { ...ONLY_DATA, ...ALWAYS_HTTPS } : ONLY_DATA;
}

/** Puts them on whatever is answered. */
export function headersOnAll(listener: Listener): RequestHandler {
  const headers = headersOfListener(listener);
  return (_req, res, next) => {
    res.set(headers);
    next();
  };
}
