import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';

test('uma parte da página não existe mais: o Portal diz que há uma versão nova, e recarregar resolve', async ({
  visitor,
}) => {
  const page = await visitor();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // As after an update: what this version would load next is gone.
  const gone = /\/assets\/.*\.js$/;
  await page.route(gone, (route) => route.fulfill({ status: 404, body: '' }));
  const told = page.waitForResponse((response) => response.url().endsWith('/client-errors'));
  await page.getByRole('link', { name: 'Mapa do site' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mapa do site' })).toBeVisible();
  await page.getByRole('contentinfo').getByRole('link', { name: 'Para desenvolvedores' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Há uma versão nova do Portal' })).toBeVisible();
  expect((await told).status()).toBe(204);
  await expectAccessible(page, 'versao-nova');

  await page.unroute(gone);
  await page.getByRole('button', { name: 'Recarregar' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Começo em cinco minutos' })).toBeVisible();
});
