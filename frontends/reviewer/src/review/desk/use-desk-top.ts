import { type RefObject, useLayoutEffect } from 'react';

/**
 * Tells the desk's style where it begins, so that in a wide window it ends with the window: no scroll leads to what one
 * presses. What stands above it comes and goes: notices, the connection, what somebody else did.
 */
export function useDeskTop(desk: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const measure = () => {
      const element = desk.current;
      if (!element) return;
      const top = Math.round(element.getBoundingClientRect().top + window.scrollY);
      element.style.setProperty('--desk-top', `${top}px`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (let place: Element | null = desk.current; place; place = place.parentElement) {
      for (let above = place.previousElementSibling; above; above = above.previousElementSibling)
        observer.observe(above);
    }
    return () => observer.disconnect();
  });
}
