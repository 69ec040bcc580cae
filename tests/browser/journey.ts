import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';

/** The people that the local issuer lets one be. */
export type Who = 'ana' | 'bruno' | 'clara' | 'davi' | 'elis' | 'fabio' | 'gilda' | 'hugo';

/** Where the portal under test answers. */
export function origins(): { integrators: string; reviewers: string } {
  const { TEST_PORTAL_URL: integrators, TEST_REVIEWER_URL: reviewers } = process.env;
  if (!integrators || !reviewers)
    throw new Error('The portal is not running: the journeys start through playwright.config.ts');
  return { integrators, reviewers };
}

/** Where the mails are read that the portal under test sent. */
export function mailboxUrl(): string {
  const { TEST_MAILBOX_URL: url } = process.env;
  if (!url) throw new Error('The portal has no mailbox: it is started with one unless SMTP_URL is set');
  return url;
}

interface Journey {
  /** Signs a person in, in a browser of their own, at the integrators' console. */
  integrator: (who: Who) => Promise<Page>;
  /** The same at the reviewers' console. */
  reviewer: (who: Who) => Promise<Page>;
  /** A browser in which nobody is signed in. */
  visitor: () => Promise<Page>;
}

/** Opens a browser at an origin, which may say that it is another one. */
type Contexts = (origin: string, browserIs?: { userAgent?: string }) => Promise<BrowserContext>;

/** A test that gives each person a browser of their own and fails when any of their pages threw. */
export const test = base.extend<Journey & { contexts: Contexts }>({
  contexts: async ({ browser, contextOptions, locale, timezoneId, colorScheme }, use) => {
    const opened: BrowserContext[] = [];
    const thrown: string[] = [];
    await use(async (baseURL, browserIs = {}) => {
      const looks = { locale, timezoneId, colorScheme };
      const context = await browser.newContext({ ...contextOptions, ...looks, ...browserIs, baseURL });
      context.on('weberror', (error) => thrown.push(error.error().message));
      opened.push(context);
      return context;
    });
    await Promise.all(opened.map((context) => context.close()));
    expect(thrown, 'errors that a page did not catch').toEqual([]);
  },
  integrator: async ({ contexts }, use) => {
    await use((who) => signedIn(contexts, origins().integrators, who));
  },
  reviewer: async ({ contexts }, use) => {
    await use((who) => signedIn(contexts, origins().reviewers, who));
  },
  visitor: async ({ contexts }, use) => {
    await use(async () => (await contexts(origins().integrators)).newPage());
  },
});

export { expect };

/** Remembers this very page; what it answers fails when the page was loaded anew meanwhile. */
export async function notReloaded(page: Page): Promise<() => Promise<void>> {
  await page.evaluate('document.body.dataset.sameAsBefore = "yes"');
  return () => expect(page.locator('body'), 'the page was loaded anew').toHaveAttribute('data-same-as-before', 'yes');
}

async function signedIn(contexts: Contexts, origin: string, who: Who): Promise<Page> {
  const page = await (await contexts(origin)).newPage();
  await page.goto(`/login?as=${who}`);
  return page;
}
