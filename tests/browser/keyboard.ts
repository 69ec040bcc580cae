import { expect, type Locator, type Page } from '@playwright/test';

const LONGEST_WAY = 150;

/** A person without a mouse: reaches things by Tab, and never without seeing where the focus is. */
export class Keyboard {
  constructor(readonly page: Page) {}

  /** Goes forward until the focus stands on the target; fails when it never does. */
  async reach(target: Locator): Promise<void> {
    await target.waitFor({ state: 'attached' });
    for (let step = 0; step < LONGEST_WAY; step++) {
      if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`No way by Tab to ${target}`);
  }

  async press(target: Locator, key: string): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press(key);
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  async advance(to: string): Promise<void> {
    await this.press(this.page.getByRole('button', { name: 'Avançar', exact: true }), 'Enter');
    await expect(this.page.getByRole('heading', { level: 2, name: to, exact: true })).toBeVisible();
  }
}
