import { expectAccessible } from './accessible.ts';
import { ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { ReviewerScreens } from './screens/reviewer.ts';

test('a administração publica um motivo, a analista o escolhe, e a versão de antes volta', async ({
  integrator,
  reviewer,
}) => {
  const [ana, elis, clara] = await Promise.all([integrator('ana'), reviewer('elis'), reviewer('clara')]);
  const request = await submitted(ana, { system: uniqueName('Motivo'), cnes: ESTABLISHMENTS.altoDoCruzeiro });
  const label = uniqueName('Falta o contrato');

  await elis.goto('/administracao/motivos');
  await elis.getByRole('button', { name: 'Acrescentar motivo' }).click();
  await elis.getByRole('button', { name: 'Publicar' }).click();
  await expect(elis.getByText(/^O código do motivo 11 tem de 2 a 40/)).toBeVisible();
  const last = elis
    .getByRole('listitem')
    .filter({ has: elis.getByRole('textbox', { name: 'Código' }) })
    .last();
  await last.getByRole('textbox', { name: 'Texto' }).fill(label);
  await last.getByRole('textbox', { name: 'Código' }).fill('CONTRACT_MISSING');
  await expect(elis.getByRole('region', { name: 'Como o integrador vai ler' })).toContainText(label);
  await expect(elis.getByRole('region', { name: 'O que muda em relação ao publicado' })).toContainText(
    `Novo: ${label}`,
  );
  await expectAccessible(elis, 'motivos-de-decisao');
  await elis.getByRole('button', { name: 'Publicar' }).click();
  await expect(elis.getByRole('region', { name: 'Avisos', exact: true })).toContainText('Motivos publicados.');

  await clara.goto(`/solicitacoes/${request.id}`);
  const desk = new ReviewerScreens(clara);
  await desk.bar.getByRole('button', { name: 'Assumir' }).click();
  await desk.bar.getByRole('button', { name: 'Solicitar ajustes' }).click();
  const chosen = clara.getByRole('combobox', { name: 'Motivo', exact: true });
  await chosen.selectOption({ label });
  await expect(clara.getByRole('region', { name: 'Como o integrador vai ler' })).toContainText(label);

  await elis.getByRole('button', { name: 'Voltar à versão 1' }).click();
  await elis.getByRole('dialog').getByRole('button', { name: 'Voltar à versão 1' }).click();
  await expect(elis.getByText('Versão 3 (volta à versão 1)')).toBeVisible();
});
