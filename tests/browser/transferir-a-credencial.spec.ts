import { expectAccessible } from './accessible.ts';
import { approve, completeDraft, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { IntegratorScreens } from './screens/integrator.ts';

const cnes = ESTABLISHMENTS.mutirao;

test('Ana transfere a credencial para a equipe de Bruno, que aceita; ela deixa de ver, e ele passa a ver', async ({
  integrator,
  reviewer,
}) => {
  const [ana, bruno, clara] = await Promise.all([integrator('ana'), integrator('bruno'), reviewer('clara')]);
  const system = uniqueName('Transferida');
  const { credential } = await approve(clara, await submitted(ana, { system, cnes }));
  await completeDraft(bruno, { system: uniqueName('Outra equipe'), cnes });

  await ana.goto(`/credenciais/${credential?.id}`);
  await new IntegratorScreens(ana).button('Transferir para outra equipe').click();
  const dialog = ana.getByRole('dialog');
  await expect(dialog.getByText('Vai junto:')).toBeVisible();
  await expectAccessible(ana, 'integrador-transferir');
  await dialog.getByRole('button', { name: 'Gerar o link' }).click();
  const link =
    (await ana
      .getByRole('dialog')
      .getByText(/\/transferencia#/)
      .textContent()) ?? '';
  await ana.getByRole('button', { name: 'Já copiei' }).click();
  await expect(ana.getByText('Transferência oferecida')).toBeVisible();
  await expectAccessible(ana, 'integrador-transferencia-oferecida');

  await bruno.goto(link.trim());
  await expect(bruno.getByText(system)).toBeVisible();
  expect(bruno.url()).not.toContain('#');
  await expectAccessible(bruno, 'integrador-receber-transferencia');
  await bruno
    .getByRole('button', { name: /^Receber na equipe/ })
    .first()
    .click();
  await expect(bruno.getByRole('heading', { level: 1 })).toContainText(system);

  // Her page stood open all the while.
  await expect(ana.getByText('Não encontramos esta credencial')).toBeVisible();
});
