import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { keepScreenshot, WIDTHS } from './screenshots.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Looks at a page wide and at 320 px, and keeps a picture of each: axe finds nothing, nothing runs out of the window, there
 * is one h1 and a title.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const [look, width] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width, height: 800 });
    const where = `${name} at ${width} px`;
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
    expect.soft(found, where).toEqual([]);
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    await expect.soft.poll(overflow, `${where}: wider than the window`).toBeLessThanOrEqual(0);
    await keepScreenshot(page, `${name}-${look}`);
  }
  await expect.soft(page.getByRole('heading', { level: 1 }), name).toHaveCount(1);
  await expect.soft(page, name).toHaveTitle(/Portal de Serviços$/);
}
