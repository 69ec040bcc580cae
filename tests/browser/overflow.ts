import type { Page } from '@playwright/test';

/** Runs in the page. */
const FIND = `(() => {
  const found = [];
  const nameOf = (element) => element.tagName.toLowerCase() + '.' + [...element.classList].join('.');
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push('the page is ' + (root.scrollWidth - root.clientWidth) + ' px too wide');
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('.visually-hidden, [hidden], svg, .evidence-text, .evidence-sheet, dialog:not([open])')) continue;
    const { width, right, left } = element.getBoundingClientRect();
    const { overflowX, visibility, clipPath, display } = getComputedStyle(element);
    if (width <= 1 || visibility === 'hidden' || clipPath !== 'none') continue;
    // What is typed in a field moves with the caret.
    const cut = element.tagName !== 'INPUT' && element.scrollWidth > element.clientWidth + 1 && display !== 'inline';
    const scrolls = overflowX === 'auto' || overflowX === 'scroll';
    if (cut && scrolls && element.tabIndex < 0) found.push(nameOf(element) + ' scrolls without a cue');
    if (cut && (overflowX === 'hidden' || overflowX === 'clip')) found.push(nameOf(element) + ' is cut off');
    const scrolled = element.parentElement?.closest('[tabindex="0"]');
    if (!scrolled && (right > root.clientWidth + 1 || left < -1)) found.push(nameOf(element) + ' leaves the window');
  }
  return [...new Set(found)];
})()`;

/**
 * What runs out of its place on a page without saying so: what is wider than the window, and what is cut off in a box that
 * has no cue (a table's sentence under it, or a box that the keyboard reaches and scrolls).
 */
export function overflows(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(FIND);
}
