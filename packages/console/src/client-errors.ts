import type { ClientErrorKind } from '@portal/domain';

/** A page that fails in a circle tells of it no more than so often. */
const MOST_REPORTS = 10;
const LONGEST_MESSAGE = 500;
const LONGEST_STACK = 4_000;

/** What no page of ours does: add-ons of the browser, scripts of others, a layout that settles a frame later. */
const NOT_OURS = /-extension:\/\/|^Script error\.?$|^ResizeObserver loop/;

const told = new Set<string>();
const ofNewVersions = new WeakSet<object>();

/** Tells the portal of an error of this page, once; nothing of who is here, or of what they typed, goes along. */
export function reportError(kind: ClientErrorKind, error: unknown): void {
  const { message, stack = '' } = error instanceof Error ? error : { message: String(error) };
  if (told.size >= MOST_REPORTS || told.has(message) || NOT_OURS.test(message) || NOT_OURS.test(stack)) return;
  told.add(message);
  const page = location.pathname.replace(/[^/]*\d[^/]*/g, ':id').slice(0, 200);
  const report = { kind, message: message.slice(0, LONGEST_MESSAGE), stack: stack.slice(0, LONGEST_STACK), page };
  // That this cannot be told either is told to nobody.
  void fetch('/client-errors', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(report),
    keepalive: true,
  }).catch(() => {});
}

/** From here on the portal hears of what nobody caught. Called once, before the first render. */
export function watchErrors(): void {
  window.addEventListener('error', ({ error, message }) => reportError('error', error ?? message));
  window.addEventListener('unhandledrejection', ({ reason }) => reportError('rejection', reason));
  window.addEventListener('vite:preloadError', ({ payload }) => {
    ofNewVersions.add(payload);
    reportError('preload', payload);
  });
}

/** Whether a part of a page did not come: another version of the portal has taken its place. */
export function isOfNewVersion(error: unknown): boolean {
  return error instanceof Error && ofNewVersions.has(error);
}
