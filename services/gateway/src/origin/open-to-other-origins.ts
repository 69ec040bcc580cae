import cors from 'cors';

/**
 * Lets pages of every origin call the API with a token. No cookie goes with such a call: browsers refuse an answer to one
 * that says `*`, and what a cookie could write is refused before.
 */
export const openToOtherOrigins = cors({
  origin: '*',
  methods: ['GET', 'POST'],
  allowedHeaders: [
    'authorization',
    'content-type',
    'accept',
    'apollo-require-preflight',
    'if-none-match',
    'traceparent',
  ],
  exposedHeaders: ['www-authenticate', 'etag', 'retry-after', 'ratelimit', 'ratelimit-policy', 'content-disposition'],
  maxAge: 86_400,
});
