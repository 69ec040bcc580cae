import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, origins, test } from './journey.ts';

test('vite dev do console dos integradores: entrar, ver as solicitações e o que muda ao vivo', async ({
  integrator,
}) => {
  const ana = await integrator('ana');
  await using dev = await viteDev('integrator', origins().integrators);
  const page = await dev.open(ana, 'login?as=ana&returnTo=/integrator/solicitacoes');
  await expect(page.getByRole('heading', { level: 1, name: 'Solicitações' })).toBeVisible();
  const { protocol } = await submitted(ana, { system: uniqueName('Em dev'), cnes: ESTABLISHMENTS.mutirao });
  await expect(page.getByRole('row').filter({ hasText: protocol })).toContainText('Enviada');
});

test('vite dev do console dos analistas: entrar e ver a fila', async ({ reviewer }) => {
  await using dev = await viteDev('reviewer', origins().reviewers);
  const page = await dev.open(await reviewer('clara'), 'login?as=clara&returnTo=/reviewer/');
  await expect(page.getByRole('heading', { level: 1, name: 'Fila de análise' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Clara/ })).toBeVisible();
});

test('vite dev da moldura: o console construído abre dentro dela, e sair volta ao início', async ({ visitor }) => {
  await using dev = await viteDev('shell', origins().integrators);
  const page = await dev.open(await visitor(), '');
  await page.getByRole('link', { name: 'Entrar com gov.br' }).click();
  await page.getByRole('navigation', { name: 'Menu principal' }).getByRole('link', { name: 'Solicitações' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Solicitações' })).toBeVisible();
  await page.getByRole('button', { name: /^Ana/ }).click();
  await page.getByRole('button', { name: 'Sair', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Entrar com gov.br' })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(new URL(dev.url).origin);
});

interface Dev extends AsyncDisposable {
  url: string;
  /** Opens an address of the frontend in the browser of a page that is there already. */
  open: (beside: Page, address: string) => Promise<Page>;
}

/** A frontend as its developer runs it, on a free port, before the portal's door at `portal`. */
async function viteDev(frontend: string, portal: string): Promise<Dev> {
  process.env.PORTAL_URL = portal;
  const root = fileURLToPath(new URL(`../../frontends/${frontend}`, import.meta.url));
  // A cache of its own: a developer's own server may be running beside it.
  const server: ViteDevServer = await createServer({
    root,
    cacheDir: `node_modules/.vite-journey-${frontend}`,
    logLevel: 'warn',
    server: { port: 0, host: '127.0.0.1' },
  });
  await server.listen();
  const [url = ''] = server.resolvedUrls?.local ?? [];
  const wrong: string[] = [];
  const opened: Page[] = [];
  return {
    url,
    async open(beside, address) {
      const page = await beside.context().newPage();
      opened.push(page);
      page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
      await page.goto(new URL(`/${address}`, url).href);
      return page;
    },
    async [Symbol.asyncDispose]() {
      // Before the server: what a page still asks of one that has gone is no error of the page.
      await Promise.all(opened.map((page) => page.close()));
      await server.close();
      expect(wrong, 'errors in the console of the browser').toEqual([]);
    },
  };
}
