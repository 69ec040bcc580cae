import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';

test('a administração publica o que um portfólio diz, o integrador o lê, e a versão de antes volta', async ({
  integrator,
  reviewer,
}) => {
  const [ana, elis] = await Promise.all([integrator('ana'), reviewer('elis')]);
  await elis.goto('/administracao');
  await elis.getByRole('link', { name: 'Portfólios e serviços' }).click();
  await expectAccessible(elis, 'portfolios-na-administracao');
  await elis.getByRole('link', { name: 'e-SUS Notifica' }).click();
  const summary = elis.getByRole('textbox', { name: 'Resumo' });
  const before = await summary.inputValue();
  await summary.fill(' ');
  await elis.getByRole('button', { name: 'Publicar', exact: true }).click();
  await elis.getByRole('link', { name: 'Resumo: Preencha este campo.' }).click();
  await expect(summary).toBeFocused();
  await expectAccessible(elis, 'portfolio-com-erro');

  const now = 'Notificação de casos, como se publicou agora.';
  await summary.fill(now);
  await expect(elis.getByRole('region', { name: 'Como o integrador vai ler' })).toContainText(now);
  await elis.getByRole('button', { name: 'Publicar', exact: true }).click();
  const confirming = elis.getByRole('dialog', { name: /Publicar/ });
  await expect(confirming).toContainText(`Retirado: ${before}`);
  await expectAccessible(elis, 'portfolio-publicar');
  await confirming.getByRole('button', { name: 'Publicar' }).click();
  await expect(elis.getByRole('region', { name: 'Avisos', exact: true })).toContainText('Portfólio publicado.');
  await ana.goto('/portfolios/e-sus-notifica');
  await expect(ana.getByRole('main')).toContainText(now);

  await elis.getByRole('button', { name: 'Ver o que mudou na versão 2' }).click();
  await expect(elis.getByRole('listitem').filter({ hasText: 'Versão 2' })).toContainText(`Novo: ${now}`);
  await expectAccessible(elis, 'portfolio-publicado');
  await elis.getByRole('button', { name: 'Voltar à versão 1' }).click();
  await elis.getByRole('dialog').getByRole('button', { name: 'Voltar à versão 1' }).click();
  await expect(elis.getByText('Versão 3 (volta à versão 1)')).toBeVisible();
  await expect(summary).toHaveValue(before);
});
