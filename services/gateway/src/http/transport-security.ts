import type { RequestHandler } from 'express';
import { isHttps, type Listener } from './listener.ts';

/** For a year browsers take neither this host nor one below it by http. */
const ALWAYS_HTTPS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/** What every answer of a listener carries, whatever it answers. */
export function headersOfListener(listener: Listener): Record<string, string> {
  return isHttps(listener) ? ALWAYS_HTTPS : {};
}

/** Tells browsers to come back by https, where the listener has it. */
export function askForHttps(listener: Listener): RequestHandler {
  const headers = headersOfListener(listener);
  return (_req, res, next) => {
    res.set(headers);
    next();
  };
}
