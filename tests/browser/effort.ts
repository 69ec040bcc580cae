import { expect, type Locator, type Page } from '@playwright/test';

/** What it took a person: presses of the mouse and of keys, and the way that anything was scrolled, in pixels. */
export interface Effort {
  clicks: number;
  keys: number;
  scrolled: number;
}

/** Runs in the page; what a script presses is not counted. */
const COUNT = `(() => {
  const effort = { clicks: 0, keys: 0, scrolled: 0 };
  const places = new WeakMap();
  window.effort = effort;
  const count = (name, counts) => document.addEventListener(name, (event) => event.isTrusted && counts(event), true);
  count('pointerdown', () => effort.clicks++);
  count('keydown', ({ key }) => !['Shift', 'Control', 'Alt', 'Meta'].includes(key) && effort.keys++);
  count('scroll', ({ target }) => {
    const now = target === document ? window.scrollY : target.scrollTop;
    effort.scrolled += Math.abs(now - (places.get(target) ?? 0));
    places.set(target, now);
  });
})()`;

/** Counts from now on, for as long as the page is not loaded anew. */
export async function countEffort(page: Page): Promise<() => Promise<Effort>> {
  await page.evaluate(COUNT);
  return () => page.evaluate<Effort>('window.effort');
}

/** Presses something where it stands, as a hand does: what is not in sight is not pressed, and nothing is scrolled for it. */
export async function pressInSight(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeInViewport({ ratio: 1 });
  await expect(async () => {
    const box = await target.boundingBox();
    if (!box) throw new Error(`${target} is not there`);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const hit = await target.evaluate(
      (element, at) => element.contains(element.ownerDocument.elementFromPoint(at.x, at.y)),
      { x, y },
    );
    expect(hit, `${target} is covered`).toBe(true);
    await page.mouse.click(x, y);
  }).toPass();
}
