import { expect, test } from './journey.ts';

test('o console não carrega: o Portal continua de pé, e tentar de novo funciona', async ({ integrator }) => {
  const page = await integrator('ana');
  await page.route('**/integrator/**', (route) => route.abort());
  await page.goto('/solicitacoes');
  await expect(page.getByText('Esta parte do Portal não carregou')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Ana/ })).toBeVisible();
  await page.getByRole('link', { name: 'Acessibilidade' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Acessibilidade' })).toBeVisible();
  await page.goBack();

  await page.unroute('**/integrator/**');
  await page.getByRole('button', { name: 'Tentar de novo' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Solicitações' })).toBeVisible();
});

test('o console dos analistas não carrega: o mesmo vale na outra origem', async ({ reviewer }) => {
  const page = await reviewer('clara');
  await page.route('**/reviewer/**', (route) => route.abort());
  await page.goto('/historico');
  await expect(page.getByText('Esta parte do Portal não carregou')).toBeVisible();
  await page.unroute('**/reviewer/**');
  await page.getByRole('button', { name: 'Tentar de novo' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Histórico' })).toBeVisible();
});
