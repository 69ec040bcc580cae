import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';

test('a administração encurta um prazo de guarda, lê antes quanto sairia, volta atrás, e todos leem o prazo', async ({
  integrator,
  reviewer,
}) => {
  const [ana, elis] = await Promise.all([integrator('ana'), reviewer('elis')]);
  await elis.goto('/administracao');
  await elis.getByRole('link', { name: 'Guarda de dados' }).click();
  const days = elis.getByRole('spinbutton', { name: /^Envios de webhooks/ });
  await days.fill('5');
  await elis.getByRole('button', { name: 'Publicar' }).click();
  await expect(elis.getByText(/informe de 7 a 365 dias/)).toBeVisible();
  await days.fill('14');
  await elis.reload();
  await expect(days).toHaveValue('14');
  await elis.getByRole('button', { name: 'Publicar' }).click();
  const dialog = elis.getByRole('dialog');
  await expect(dialog.getByText(/de 30 dias para 14 dias.*Nada é apagado por este prazo antes de/)).toBeVisible();
  await expectAccessible(elis, 'guarda-de-dados-publicar');
  await elis.keyboard.press('Escape');
  await expect(elis.getByText(/Há um rascunho de Elis/)).toBeVisible();
  await elis.getByRole('button', { name: 'Publicar' }).click();
  await dialog.getByRole('button', { name: 'Publicar os prazos' }).click();
  await expect(elis.getByText(/14 dias a partir de .*; até lá, 30 dias/).first()).toBeVisible();
  await expectAccessible(elis, 'guarda-de-dados');

  await ana.goto('/meus-dados');
  await expect(ana.getByText('Envios de webhooks e o que o destino respondeu: 30 dias.')).toBeVisible();
  await expectAccessible(ana, 'meus-dados-guarda');

  await days.fill('30');
  await elis.getByRole('button', { name: 'Publicar' }).click();
  await expect(dialog.getByText(/de 14 dias para 30 dias\. Vale já\./)).toBeVisible();
  await dialog.getByRole('button', { name: 'Publicar os prazos' }).click();
  await expect(elis.getByRole('list', { name: 'Versões publicadas' }).getByRole('listitem').first()).toContainText(
    'Versão 2',
  );
});
