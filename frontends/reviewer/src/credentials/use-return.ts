import { useEffect, useRef } from 'react';

/** Calls `listener` whenever one comes back to the page from another window or tab. */
export function useReturn(listener: () => void): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const hear = () => latest.current();
    window.addEventListener('focus', hear);
    return () => window.removeEventListener('focus', hear);
  }, []);
}
