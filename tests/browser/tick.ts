import type { Locator } from '@playwright/test';

/** Ticks a box or a radio button. The design system draws them in their label, which lies over the input. */
export async function tick(choice: Locator): Promise<void> {
  await choice.check({ force: true });
}
