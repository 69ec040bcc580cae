import { type ReactNode, useEffect, useRef } from 'react';

export interface StickyBarProps {
  /** What the bar is for: "Decisão". */
  label: string;
  children: ReactNode;
}

/** A bar at the foot of the window. The page keeps room for it, so that it never covers what has focus. */
export function StickyBar({ label, children }: StickyBarProps) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = bar.current;
    if (!element) return;
    const root = document.documentElement;
    const observer = new ResizeObserver(() => {
      // Where a page gives it a place of its own it covers nothing.
      const covers = getComputedStyle(element).position === 'sticky';
      root.style.scrollPaddingBottom = covers ? `${element.offsetHeight + 16}px` : '';
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      root.style.scrollPaddingBottom = '';
    };
  }, []);
  return (
    <section ref={bar} className="sticky-bar" aria-label={label}>
      {children}
    </section>
  );
}
