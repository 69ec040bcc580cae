import { build, startThrowawayPortal } from '@portal/start';
import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import { printTable } from '../figures.ts';

/** Each with who is there: the reviewers' console is sent to reviewers alone. */
const VIEWS = [
  { name: 'integrators, nobody signed in', door: 'url', path: '/' },
  { name: 'a portfolio, nobody signed in', door: 'url', path: '/portfolios/rnds' },
  { name: 'integrators, ana', door: 'url', path: '/login?as=ana&returnTo=/' },
  { name: 'Solicitações, ana', door: 'url', path: '/login?as=ana&returnTo=/solicitacoes' },
  { name: 'Fila, clara', door: 'reviewerUrl', path: '/login?as=clara&returnTo=/' },
] as const;

/** Adds up in the page how far what stood there moved, as browsers count it (cumulative layout shift). */
const COUNT_SHIFTS = `
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** What a browser that was never here before receives until a console's first page stands. */
export async function benchFirstView(): Promise<void> {
  await build();
  await using portal = await startThrowawayPortal();
  const { CHROMIUM_PATH } = process.env;
  await using browser = await chromium.launch({
    executablePath: CHROMIUM_PATH ?? (await sparticuz.executablePath()),
    args: CHROMIUM_PATH ? [] : sparticuz.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote'),
  });
  const rows: string[][] = [];
  for (const { name, door, path } of VIEWS) {
    await using page = await browser.newPage();
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    let [bytes, answers] = [0, 0];
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      answers += 1;
    });
    await page.addInitScript(COUNT_SHIFTS);
    await page.goto(`${portal[door]}${path}`, { waitUntil: 'networkidle' });
    await page.locator('h1').first().waitFor();
    const shifted = Number(await page.evaluate('window.shifted'));
    rows.push([name, String(answers), (bytes / 1000).toFixed(0), shifted.toFixed(3)]);
  }
  printTable(['first view of', 'answers', 'kB over the network', 'layout shift'], rows);
}
