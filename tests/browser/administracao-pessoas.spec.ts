import { expectAccessible } from './accessible.ts';
import { uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';

test('a administração dá um papel a quem ainda não entrou e depois o vincula a um portfólio, e o motivo fica no histórico', async ({
  reviewer,
}) => {
  const elis = await reviewer('elis');
  const email = `${uniqueName('nova').replaceAll(' ', '.')}@saude.example`;
  await elis.goto('/administracao');
  await elis.getByRole('link', { name: 'Pessoas e papéis' }).click();
  await elis.getByRole('button', { name: 'Dar papel a alguém' }).click();
  const dialog = elis.getByRole('dialog', { name: 'Dar papel a alguém' });
  await dialog.getByRole('textbox', { name: 'E-mail da conta gov.br' }).fill(email);
  await dialog.getByRole('checkbox', { name: /^Auditoria/ }).check();
  await dialog.getByRole('button', { name: 'Salvar papéis' }).click();
  await expect(dialog.getByText('Escreva o motivo: ele fica no histórico.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Motivo' }).fill('Audita a partir de dezembro.');
  await dialog.getByRole('button', { name: 'Salvar papéis' }).click();

  const row = elis.getByRole('row').filter({ hasText: email });
  await expect(row).toContainText('Auditoria');
  await expectAccessible(elis, 'pessoas-e-papeis');
  await row.getByRole('button', { name: /^Mudar papéis/ }).click();
  await expect(elis.getByRole('dialog').getByText('Audita a partir de dezembro.')).toBeVisible();
  const now = elis.getByRole('dialog');
  await expect(now.getByRole('group', { name: 'Portfólios que analisa' })).toBeHidden();
  await now.getByRole('checkbox', { name: /^Analista/ }).check();
  await now.getByRole('group', { name: 'Portfólios que analisa' }).getByRole('checkbox', { name: 'CNES' }).check();
  await now.getByRole('textbox', { name: 'Motivo' }).fill('Analisa o CNES também.');
  await expectAccessible(elis, 'papeis-de-alguem');
  await now.getByRole('button', { name: 'Salvar papéis' }).click();
  await expect(row).toContainText('(analisa CNES)');
  await expect(elis.getByRole('row').filter({ hasText: 'elis@' }).getByRole('button')).toHaveText(/^Ver histórico/);
});
