import { expect, type Page } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { overflows } from './overflow.ts';
import { keepScreenshot, WIDTHS } from './screenshots.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe judges by another width is the same on a tablet as on a screen or a telephone. */
const JUDGED_BY_AXE: readonly string[] = ['larga', 'estreita'];
const MOST_TURNS = 5;

/**
 * Looks at a page in each of the widths: nothing runs out of its place without a cue. In the widest and the narrowest axe
 * finds nothing, and a picture is kept. There is one h1 and a title.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const [look, width] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width, height: 800 });
    const where = `${name} at ${width} px`;
    await expect.soft.poll(() => overflows(page), `${where}: out of its place`).toEqual([]);
    if (!JUDGED_BY_AXE.includes(look)) continue;
    expect.soft(await violations(page), where).toEqual([]);
    await keepScreenshot(page, `${name}-${look}`);
  }
  await expect.soft(page.getByRole('heading', { level: 1 }), name).toHaveCount(1);
  await expect.soft(page, name).toHaveTitle(/Portal de Serviços$/);
}

/**
 * What axe minds, in the page or in a part of it. It is put into a page once and gives no more than that: @axe-core/playwright
 * brings it in twice for each look and everything that was right out, which took longer than the judging.
 */
export async function violations(page: Page, within = 'html'): Promise<string[][]> {
  // No frame here is of another origin: axe asks those of ours.
  for (const frame of page.frames()) {
    if (!(await frame.evaluate<boolean>('"axe" in window'))) await frame.evaluate(axe.source);
  }
  const options: RunOptions = { runOnly: RULES, resultTypes: ['violations'] };
  const judge = `(async () => {
    const seen = () => document.documentElement.outerHTML + document.documentElement.scrollHeight;
    const before = seen();
    const { violations } = await axe.run(${JSON.stringify(within)}, ${JSON.stringify(options)});
    return { violations, moved: seen() !== before };
  })()`;
  // Axe keeps where things stood when it began: what it minds of a page that changed meanwhile is asked again.
  for (let turn = 1; ; turn++) {
    const found = await page.evaluate<Pick<AxeResults, 'violations'> & { moved: boolean }>(judge);
    const minded = found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
    if (minded.length === 0 || !found.moved || turn === MOST_TURNS) return minded;
  }
}

/** Chooses how the Portal looks, by keyboard alone. */
export async function chooseAppearance(page: Page, appearance: string): Promise<void> {
  const button = page.getByRole('button', { name: 'Aparência' });
  await button.press('Enter');
  await page.getByRole('radio', { name: appearance }).press('Space');
  await expect(page.getByRole('radio', { name: appearance })).toBeChecked();
  await button.press('Escape');
  await expect(page.getByRole('radio', { name: appearance })).toBeHidden();
}
