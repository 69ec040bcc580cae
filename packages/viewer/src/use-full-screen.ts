import { type RefObject, useEffect, useState } from 'react';

/** Puts an element over the whole screen, and tells whether it is; no `toggle` where the browser cannot. */
export function useFullScreen(element: RefObject<HTMLElement | null>): { full: boolean; toggle?: () => void } {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null && document.fullscreenElement === element.current);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, [element]);
  if (typeof document === 'undefined' || !document.fullscreenEnabled) return { full };
  const toggle = () => {
    // A browser may refuse, as one does in a frame: then nothing changes, which one sees.
    const done = full ? document.exitFullscreen() : element.current?.requestFullscreen();
    done?.catch(() => {});
  };
  return { full, toggle };
}
