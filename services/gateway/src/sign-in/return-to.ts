const ANY_ORIGIN = 'http://portal.invalid';

/** It is kept in a cookie until the callback, and browsers keep none that is longer than 4096 bytes. */
const LONGEST = 2_000;

/** Where to go after signing in: a path of this console. Whatever could lead elsewhere becomes the start page. */
export function localPath(returnTo: unknown): string {
  if (typeof returnTo !== 'string' || !returnTo.startsWith('/') || !URL.canParse(returnTo, ANY_ORIGIN)) return '/';
  const url = new URL(returnTo, ANY_ORIGIN);
  // What browsers read as another host (`//evil`, `/\evil`, a tab between the slashes) has another origin by now.
  if (url.origin !== ANY_ORIGIN) return '/';
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith('//') || path.length > LONGEST ? '/' : path;
}
