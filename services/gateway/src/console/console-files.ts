import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

/** Whose browser may keep a file. */
export type Audience = 'public' | 'private';

const HASHED = /\/assets\/.*-[\w-]{8}\.\w+$/;

/**
 * Serves a folder of built files: those with a hash in their name for ever, the rest asked for anew each time, compressed
 * as they lie there. What the folder does not have goes to the next handler; so does all of a folder that was not built.
 */
export function builtFiles(folder: string, audience: Audience = 'public'): RequestHandler {
  if (!existsSync(folder)) return (_req, _res, next) => next();
  const serve = sirv(folder, {
    etag: true,
    brotli: true,
    gzip: true,
    dotfiles: false,
    extensions: ['html'],
    setHeaders: (res, path) => res.setHeader('cache-control', cacheControl(path, audience)),
  });
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    // A file that a new build took away since the folder was listed ends this answer, not the process.
    res.once('pipe', (file) => file.once('error', () => res.destroy()));
    serve(req as IncomingMessage, res as ServerResponse, next);
  };
}

function cacheControl(path: string, audience: Audience): string {
  return HASHED.test(path) ? `${audience}, max-age=31536000, immutable` : `${audience}, no-cache`;
}
