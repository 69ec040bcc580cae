import { expect, type Locator } from '@playwright/test';

/** Ticks a box or a radio button by its label, as a person does: the design system draws the mark there. */
export async function tick(choice: Locator): Promise<void> {
  await choice.locator('xpath=following-sibling::label').click();
  await expect(choice).toBeChecked();
}
