import type { RequestHandler } from 'express';
import { type Door, isHttps } from './door.ts';

/** For a year browsers take neither this host nor one below it by http. */
const ALWAYS_HTTPS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/** What every answer of a door carries, whatever it answers. */
export function headersOfDoor(door: Door): Record<string, string> {
  return isHttps(door) ? ALWAYS_HTTPS : {};
}

/** Tells browsers to come back by https, where the door has it. */
export function askForHttps(door: Door): RequestHandler {
  const headers = headersOfDoor(door);
  return (_req, res, next) => {
    res.set(headers);
    next();
  };
}
