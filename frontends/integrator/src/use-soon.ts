import { useCallback, useEffect, useRef } from 'react';

/** However often it is asked for, it is done so often at most. */
const EVERY_MS = 800;

/** Does something soon, once for all who ask meanwhile. */
export function useSoon(work: () => void): () => void {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, EVERY_MS);
  }, []);
}
