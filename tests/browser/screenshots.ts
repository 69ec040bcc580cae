import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const FOLDER = fileURLToPath(new URL('../../test-output/screenshots/', import.meta.url));

/** The two widths that every page is looked at in. */
export const WIDTHS = { larga: 1280, estreita: 320 } as const;

/** Keeps a picture of a page, wide and narrow, and leaves the window as it was. */
export async function keepScreenshots(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const [look, width] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: `${FOLDER}${name}-${look}.png`, fullPage: true });
  }
  if (before) await page.setViewportSize(before);
}
