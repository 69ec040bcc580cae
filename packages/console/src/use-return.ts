import { useEffect } from 'react';
import { useSoon } from './use-soon.ts';

/** Does something whenever somebody comes back to the page: what no line tells of, as what the Ministry publishes, is read again. */
export function useReturn(work: () => void): void {
  const soon = useSoon(work);
  useEffect(() => {
    const back = () => {
      if (document.visibilityState === 'visible') soon();
    };
    window.addEventListener('focus', back);
    document.addEventListener('visibilitychange', back);
    return () => {
      window.removeEventListener('focus', back);
      document.removeEventListener('visibilitychange', back);
    };
  }, [soon]);
}
