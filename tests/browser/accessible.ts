import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { overflows } from './overflow.ts';
import { keepScreenshot, WIDTHS } from './screenshots.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Looks at a page in each of the widths, and keeps a picture of it: axe finds nothing, nothing runs out of its place without
 * a cue, there is one h1 and a title.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const [look, width] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width, height: 800 });
    const where = `${name} at ${width} px`;
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
    expect.soft(found, where).toEqual([]);
    await expect.soft.poll(() => overflows(page), `${where}: out of its place`).toEqual([]);
    await keepScreenshot(page, `${name}-${look}`);
  }
  await expect.soft(page.getByRole('heading', { level: 1 }), name).toHaveCount(1);
  await expect.soft(page, name).toHaveTitle(/Portal de Serviços$/);
}
