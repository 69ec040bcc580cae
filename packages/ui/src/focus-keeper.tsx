import { useEffect } from 'react';

const FOCUSABLE =
  ':is(a[href], button, input, select, textarea, summary, [tabindex]):not(:disabled, [type="hidden"], [inert] *)';
const HEADING = 'h1, h2, h3, h4, legend, summary:not(:has(h1, h2, h3, h4))';

/** What tells of a place: not what is told of something closed or opened within it. */
function headingOf(place: Element): HTMLElement | undefined {
  return [...place.querySelectorAll<HTMLElement>(HEADING)].find((heading) => {
    const details = heading.closest('details');
    return details === null || details.contains(place);
  });
}

/** Where focus goes when what had it is gone: near where it was, told by the heading of what is left there. */
function nearest(places: readonly Element[]): HTMLElement | null {
  const place = places.find(
    (one) => one.isConnected && one !== document.body && one.querySelector(FOCUSABLE) && headingOf(one),
  );
  const heading = place && headingOf(place);
  if (heading && !heading.closest('dialog:not([open])')) return heading;
  return document.querySelector<HTMLElement>('h1') ?? document.querySelector<HTMLElement>('main');
}

/**
 * Keeps the focus on the page: a browser lets it fall to the document when the button that had it goes away, and who uses a
 * keyboard or a screen reader begins at the top. Whoever knows better where it belongs, puts it there first.
 */
export function FocusKeeper() {
  useEffect(() => {
    let focused: Element | null = null;
    let places: Element[] = [];
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      focused = target;
      places = [];
      for (let place = target.parentElement; place; place = place.parentElement) places.push(place);
    };
    const look = () => {
      if (!focused || focused.isConnected || document.activeElement !== document.body) return;
      focused = null;
      const heir = nearest(places);
      if (heir && !heir.matches(FOCUSABLE)) heir.tabIndex = -1;
      heir?.focus();
    };
    // The next frame: what React's effects put the focus on comes first.
    const observer = new MutationObserver(() => focused?.isConnected === false && requestAnimationFrame(look));
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, []);
  return null;
}
