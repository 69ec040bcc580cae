import cors, { type CorsOptions } from 'cors';
import type { Request } from 'express';

/** By it a browser's session asks as one of its person's tokens: no page of another origin has a use for it. */
const NOT_FOR_OTHERS = 'x-token-id';

const OPEN: CorsOptions = {
  origin: '*',
  methods: ['GET', 'HEAD', 'POST'],
  exposedHeaders: ['www-authenticate', 'etag', 'retry-after', 'ratelimit', 'ratelimit-policy', 'content-disposition'],
  maxAge: 86_400,
};

/**
 * Lets pages of every origin call the API with a token, and with whatever headers their libraries add. No cookie goes with
 * such a call: browsers refuse an answer to one that says `*`, and what a cookie could write is refused before.
 */
export const openToOtherOrigins = cors((req: Request, done) => {
  const asked = req.headers['access-control-request-headers'];
  if (asked !== undefined) req.res?.vary('access-control-request-headers');
  const names = asked?.split(',').map((name) => name.trim()) ?? [];
  done(null, { ...OPEN, allowedHeaders: names.filter((name) => name && name.toLowerCase() !== NOT_FOR_OTHERS) });
});
