import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';

test('Fábio esqueceu uma sessão aberta em outro computador: sai de todos, e lá também é preciso entrar de novo', async ({
  integrator,
}) => {
  const [here, elsewhere] = await Promise.all([integrator('fabio'), integrator('fabio')]);
  await Promise.all([here.goto('/'), elsewhere.goto('/solicitacoes')]);
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Solicitações' })).toBeVisible();

  await here.getByRole('button', { name: /abrir opções da conta/ }).click();
  await here.getByRole('button', { name: 'Sair de todos os dispositivos' }).click();
  const dialog = here.getByRole('dialog', { name: 'Sair de todos os dispositivos?' });
  await expect(dialog).toContainText('inclusive neste');
  await expectAccessible(here, 'sair-de-todos');
  await here.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(here.getByRole('button', { name: 'Sair de todos os dispositivos' })).toBeFocused();

  await here.getByRole('button', { name: 'Sair de todos os dispositivos' }).click();
  await dialog.getByRole('button', { name: 'Sair de todos' }).click();
  await expect(here.getByRole('banner').getByRole('link', { name: 'Entrar com gov.br' })).toBeVisible();
  await expect(elsewhere.getByRole('dialog', { name: 'A sua sessão terminou' })).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Entre para continuar' })).toBeVisible();
});
