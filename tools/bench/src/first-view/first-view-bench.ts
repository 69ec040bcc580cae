import { createServer } from 'node:net';
import { build, startThrowawayPortal } from '@portal/start';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { median, printTable } from '../figures.ts';
import { type Look, openLighthouse } from './lighthouse.ts';

/** Each with who is there: the reviewers' console is sent to reviewers alone. */
const VIEWS = [
  { name: 'integrators, nobody signed in', door: 'url', path: '/', as: undefined },
  { name: 'a portfolio, nobody signed in', door: 'url', path: '/portfolios/rnds', as: undefined },
  { name: 'integrators, ana', door: 'url', path: '/', as: 'ana' },
  { name: 'Solicitações, ana', door: 'url', path: '/solicitacoes', as: 'ana' },
  { name: 'Fila, clara', door: 'reviewerUrl', path: '/', as: 'clara' },
] as const;

type Portal = Awaited<ReturnType<typeof startThrowawayPortal>>;
type View = (typeof VIEWS)[number];

/** So often Lighthouse looks at each; the median counts, for a busy machine takes points away. */
const LOOKS = 3;

/** Adds up in the page how far what stood there moved, as browsers count it (cumulative layout shift). */
const COUNT_SHIFTS = `
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** What a browser that was never here before receives until a console's first page stands, and what Lighthouse says of it. */
export async function benchFirstView(): Promise<void> {
  await build();
  await using portal = await startThrowawayPortal();
  const port = await freePort();
  const { CHROMIUM_PATH } = process.env;
  const args = CHROMIUM_PATH ? [] : sparticuz.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote');
  await using browser = await chromium.launch({
    executablePath: CHROMIUM_PATH ?? (await sparticuz.executablePath()),
    args: [...args, `--remote-debugging-port=${port}`],
  });
  const received: string[][] = [];
  for (const view of VIEWS) received.push([view.name, ...(await receive(browser, portal, view))]);
  printTable(['first view of', 'answers', 'kB over the network', 'layout shift'], received);
  console.log();

  const lookAt = await openLighthouse(port);
  const judged: string[][] = [];
  for (const view of VIEWS) {
    const cookie = await cookieOf(browser, portal, view);
    const looks: Look[] = [];
    while (looks.length < LOOKS) looks.push(await lookAt(`${portal[view.door]}${view.path}`, cookie));
    const middle = (figure: keyof Look) => median(looks.map((look) => look[figure]));
    judged.push([
      view.name,
      String(middle('score')),
      (middle('largestPaintMs') / 1000).toFixed(1),
      middle('blockedMs').toFixed(0),
      middle('layoutShift').toFixed(3),
    ]);
  }
  printTable(['Lighthouse, telephone', 'score', 'largest paint s', 'blocked ms', 'layout shift'], judged);
}

function addressOf(portal: Portal, { door, path, as }: View): string {
  return `${portal[door]}${as ? `/login?as=${as}&returnTo=${path}` : path}`;
}

async function receive(browser: Browser, portal: Portal, view: View): Promise<string[]> {
  await using page = await browser.newPage();
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  let [bytes, answers] = [0, 0];
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    answers += 1;
  });
  await page.addInitScript(COUNT_SHIFTS);
  await page.goto(addressOf(portal, view), { waitUntil: 'networkidle' });
  await page.locator('h1').first().waitFor();
  const shifted = Number(await page.evaluate('window.shifted'));
  return [String(answers), (bytes / 1000).toFixed(0), shifted.toFixed(3)];
}

/** Lighthouse opens pages of its own, which know nobody: who is there it is told by the header. */
async function cookieOf(browser: Browser, portal: Portal, view: View): Promise<string> {
  if (!view.as) return '';
  await using context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(addressOf(portal, view), { waitUntil: 'networkidle' });
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Lighthouse has to be told a number before the browser has one. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((found) =>
    server.listen(0, '127.0.0.1', () => found((server.address() as { port: number }).port)),
  );
  await new Promise((closed) => server.close(closed));
  return port;
}
