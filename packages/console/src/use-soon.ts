import { useCallback, useEffect, useRef } from 'react';

/** What comes at once is one. */
const SOON_MS = 150;
/** However often it is asked for, so often at most: what is read again costs who reads it. */
const EVERY_MS = 2_000;

/** Does something soon, once for all who ask meanwhile. */
export function useSoon(work: () => void): () => void {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      // Where the page comes back it asks anew.
      timer.current = undefined;
      latest.current = () => {};
    },
    [],
  );
  return useCallback(() => {
    timer.current ??= setTimeout(
      () => {
        whenSeen(() => {
          timer.current = undefined;
          last.current = Date.now();
          latest.current();
        });
      },
      Math.max(SOON_MS, last.current + EVERY_MS - Date.now()),
    );
  }, []);
}

/** A page that nobody looks at reads nothing until somebody does. */
function whenSeen(work: () => void): void {
  if (document.visibilityState === 'visible') work();
  else document.addEventListener('visibilitychange', () => whenSeen(work), { once: true });
}
