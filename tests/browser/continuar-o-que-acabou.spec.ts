import { expectAccessible } from './accessible.ts';
import { approve, claim, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { act } from './graph.ts';
import { expect, test } from './journey.ts';
import { IntegratorScreens } from './screens/integrator.ts';

const cnes = ESTABLISHMENTS.altoDoCruzeiro;

test('Ana continua uma solicitação não aprovada e uma credencial revogada em novas, sem preencher tudo de novo', async ({
  integrator,
  reviewer,
}) => {
  const [page, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const ana = new IntegratorScreens(page);
  const goOn = ana.button('Continuar em uma nova solicitação');

  const refused = uniqueName('Recusada');
  const request = await claim(clara, await submitted(page, { system: refused, cnes }));
  await act(
    clara,
    `mutation ($id: ID!, $version: Int!, $reasons: [ReasonInput!]!) {
      rejectAccessRequest(id: $id, version: $version, reasons: $reasons) {
        accessRequest { id version protocol credential { id } } problems { message } } }`,
    { id: request.id, version: request.version, reasons: [{ code: 'OTHER', message: 'Não é o sistema certo.' }] },
  );
  await page.goto(`/solicitacoes/${request.id}`);
  await goOn.click();
  await expect(page).toHaveURL(/\/editar$/);
  await page.goto(page.url().replace('/editar', ''));
  await expect(page.getByText('Continua a solicitação')).toContainText(request.protocol);
  await expect(page.getByText(refused)).toBeVisible();

  const revoked = uniqueName('Revogada');
  const { credential } = await approve(clara, await submitted(page, { system: revoked, cnes }));
  await page.goto(`/credenciais/${credential?.id}`);
  await ana.button('Revogar').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Motivo').fill('O servidor foi trocado.');
  await dialog.getByRole('button', { name: 'Revogar' }).click();
  await expect(goOn).toBeVisible();
  await expectAccessible(page, 'integrador-credencial-revogada');
  await goOn.click();
  await expect(page).toHaveURL(/\/editar$/);
  await page.goto(`${page.url()}?etapa=sistema`);
  await expect(ana.field('Nome do sistema')).toHaveValue(revoked);
});
