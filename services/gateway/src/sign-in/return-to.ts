const ANY_ORIGIN = 'http://portal.invalid';

/** Where to go after signing in: a path of this console. Whatever could lead elsewhere becomes the start page. */
export function localPath(returnTo: unknown): string {
  if (typeof returnTo !== 'string' || !returnTo.startsWith('/') || !URL.canParse(returnTo, ANY_ORIGIN)) return '/';
  const url = new URL(returnTo, ANY_ORIGIN);
  // What browsers read as another host (`//evil`, `/\evil`, a tab between the slashes) has another origin by now.
  if (url.origin !== ANY_ORIGIN) return '/';
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith('//') ? '/' : path;
}
