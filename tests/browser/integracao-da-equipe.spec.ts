import { expectAccessible } from './accessible.ts';
import { completeDraft, uniqueName } from './arrange.ts';
import { graph } from './graph.ts';
import { expect, test } from './journey.ts';

/** Of the bundled sample, and of no other journey: what is in its team matters here. */
const CNES = '2313537';

test('Ana cria um webhook e um token da equipe, usa o token e revoga', async ({ integrator, request }) => {
  const ana = await integrator('ana');
  const draft = await completeDraft(ana, { system: uniqueName('Integração'), cnes: CNES });
  const { accessRequest } = await graph<{ accessRequest: { team: { id: string; name: string } } }>(
    ana,
    'query ($id: ID!) { accessRequest(id: $id) { team { id name } } }',
    { id: draft.id },
  );
  const { team } = accessRequest;
  await ana.goto(`/equipes/${team.id}`);
  await expect(ana.getByText('A equipe não tem webhooks.')).toBeVisible();
  await expect(ana.getByText('A equipe não tem tokens.')).toBeVisible();

  await ana.getByRole('button', { name: 'Novo webhook da equipe' }).click();
  await ana.getByLabel('Endereço').fill('http://127.0.0.1:9/avisos');
  await ana.getByLabel('Descrição').fill('Painel da equipe');
  await ana.getByRole('button', { name: 'Criar webhook' }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Já guardei' }).click();
  await expect(ana.getByRole('link', { name: 'Painel da equipe' })).toBeVisible();

  await ana.getByRole('button', { name: 'Novo token da equipe' }).click();
  const form = ana.getByRole('dialog', { name: 'Novo token da equipe' });
  await form.getByRole('button', { name: 'Criar token' }).click();
  await expect(form.getByText('Escolha o papel.')).toBeVisible();
  await form.getByLabel('Nome', { exact: true }).fill('Painel');
  await form.getByRole('radio', { name: 'Leitura' }).check();
  await form.getByLabel('Consultar as suas solicitações e evidências').check();
  await expectAccessible(ana, 'equipe-token-formulario');
  await form.getByRole('button', { name: 'Criar token' }).click();
  const dialog = ana.getByRole('dialog', { name: 'Token “Painel” criado' });
  const token = (await dialog.locator('code').first().textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Já guardei' }).click();
  await expect(ana.getByText(token)).toHaveCount(0);
  await expectAccessible(ana, 'equipe-integracoes');

  const address = `${new URL(ana.url()).origin}/graphql?query={viewer{name}}`;
  const ask = () => request.get(address, { headers: { authorization: `Bearer ${token}` } });
  expect(await (await ask()).json()).toMatchObject({
    data: { viewer: { name: `token Painel da equipe ${team.name}` } },
  });
  await ana.getByRole('button', { name: 'Renovar o token Painel' }).click();
  await expectAccessible(ana, 'equipe-token-renovar');
  await ana.keyboard.press('Escape');
  await ana.getByRole('button', { name: 'Revogar o token Painel' }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Revogar token' }).click();
  await expect(ana.getByText('A equipe não tem tokens.')).toBeVisible();
  await expect.poll(async () => (await ask()).status()).toBe(401);

  await ana.getByRole('link', { name: 'Painel da equipe' }).click();
  await expect(ana.getByText(`Equipe ${team.name}`)).toBeVisible();
  await expectAccessible(ana, 'webhook-da-equipe');
});
