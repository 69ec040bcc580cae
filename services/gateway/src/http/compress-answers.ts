import { constants } from 'node:zlib';
import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';
import { readCookie } from './cookies.ts';
import type { Listener } from './listener.ts';

const LEAST_BYTES = 1_024;
/** Files come as they were kept, and an answer with a token is short and nobody's to guess at. */
const AS_IT_IS = /^\/(evidence|oauth|certificate)(\/|$)/i;

/**
 * Answers by gzip or br. The length of a compressed answer tells what a page of another origin guesses right of the secrets
 * in it (BREACH), if that page can have it asked with somebody's cookie: such an answer stays as long as it is.
 */
export function compressAnswers(listener: Listener): RequestHandler {
  return compression({
    threshold: LEAST_BYTES,
    // As quick as gzip, and smaller.
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    filter: (req, res) => mayTellLength(req as Request, listener) && compression.filter(req, res as Response),
  });
}

function mayTellLength(req: Request, listener: Listener): boolean {
  if (AS_IT_IS.test(req.path)) return false;
  // A token of its own is not sent by another's page, nor is a POST let through from there.
  if (req.headers.authorization !== undefined || req.method === 'POST') return true;
  return readCookie(req, listener.sessionCookie) === undefined || req.headers['sec-fetch-site'] === 'same-origin';
}
