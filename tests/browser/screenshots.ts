import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const FOLDER = fileURLToPath(new URL('../../test-output/screenshots/', import.meta.url));

/** The widths that every page is looked at in: a screen, a tablet held upright, a small telephone or a zoom of 400 %. */
export const WIDTHS = { larga: 1440, media: 768, estreita: 320 } as const;

/** Keeps a picture of a page, from head to foot. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${FOLDER}${name}.png`, fullPage: true });
}
