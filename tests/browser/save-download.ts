import { join } from 'node:path';
import type { Locator } from '@playwright/test';

/** Presses what has the browser save a file, and keeps it in a folder under the name that the page gives it; gives where. */
export async function saveDownload(button: Locator, folder: string): Promise<string> {
  const [file] = await Promise.all([button.page().waitForEvent('download'), button.click()]);
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}
