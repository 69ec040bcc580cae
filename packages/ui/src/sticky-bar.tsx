import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

export interface StickyBarProps {
  /** What the bar is for: "Decisão". */
  label: string;
  children: ReactNode;
}

/**
 * A bar at the foot of the window. The page keeps room for it, so that it never covers what has focus; and who has focus in
 * it keeps it there, though what was pressed be gone.
 */
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
  const focused = useRef(false);
  useLayoutEffect(() => {
    // React tells of no blur while it takes a button away: what had focus here is then nowhere.
    if (!focused.current || document.activeElement !== document.body) return;
    bar.current?.querySelector('button')?.focus({ preventScroll: true });
  });
  return (
    <section
      ref={bar}
      className="sticky-bar"
      aria-label={label}
      onFocus={() => {
        focused.current = true;
      }}
      onBlur={() => {
        focused.current = false;
      }}
    >
      {children}
    </section>
  );
}
