import { expectAccessible } from './accessible.ts';
import { expect, origins, test } from './journey.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0';

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

test('Bruno vê onde a sua conta está aberta e encerra só a sessão que esqueceu em outro computador', async ({
  integrator,
  contexts,
}) => {
  const forgotten = await contexts(origins().integrators, { userAgent: FIREFOX });
  const [here, elsewhere] = await Promise.all([integrator('bruno'), forgotten.newPage()]);
  await elsewhere.goto('/login?as=bruno&returnTo=/solicitacoes');
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Solicitações' })).toBeVisible();

  await here.goto('/meus-dados');
  const sessions = here.getByRole('table', { name: 'Onde a sua conta está aberta' });
  await expect(sessions.getByRole('row').filter({ hasText: 'Este navegador' })).toContainText('Chrome');
  // An earlier try may have left one too: what was used last stands first.
  const firefoxes = sessions.getByRole('row').filter({ hasText: 'Firefox, Windows' });
  const left = firefoxes.first();
  await expect(left).toBeVisible();
  const before = await firefoxes.count();
  await left.getByRole('button', { name: /^Encerrar Firefox, Windows/ }).press('Enter');
  const dialog = here.getByRole('dialog', { name: 'Encerrar esta sessão?' });
  await expectAccessible(here, 'encerrar-sessao');
  await here.keyboard.press('Escape');
  await expect(left.getByRole('button', { name: /^Encerrar/ })).toBeFocused();
  await left.getByRole('button', { name: /^Encerrar/ }).click();
  await dialog.getByRole('button', { name: 'Encerrar sessão' }).click();
  await expect(firefoxes).toHaveCount(before - 1);
  await expect(elsewhere.getByRole('dialog', { name: 'A sua sessão terminou' })).toBeVisible();
  await expect(here.getByRole('heading', { level: 1, name: 'Meus dados' })).toBeVisible();
  await expectAccessible(here, 'onde-a-conta-esta-aberta');
});
