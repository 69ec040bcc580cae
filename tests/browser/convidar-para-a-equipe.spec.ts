import { expectAccessible } from './accessible.ts';
import { completeDraft, submit, uniqueName } from './arrange.ts';
import { graph } from './graph.ts';
import { expect, test } from './journey.ts';

/** Of the bundled sample, and of no other journey: who is in its team matters here. */
const CNES = '2313529';

test('Ana convida Bruno para a equipe, confirma quem ele é, e ele envia a solicitação que ela começou', async ({
  integrator,
}) => {
  const [ana, bruno] = await Promise.all([integrator('ana'), integrator('bruno')]);
  const draft = await completeDraft(ana, { system: uniqueName('Equipe'), cnes: CNES });
  const address = `/solicitacoes/${draft.id}`;

  await ana.getByRole('navigation', { name: 'Menu principal' }).getByRole('link', { name: 'Equipes' }).click();
  await expectAccessible(ana, 'equipes');
  const { accessRequest } = await graph<{ accessRequest: { team: { id: string; name: string } } }>(
    ana,
    'query ($id: ID!) { accessRequest(id: $id) { team { id name } } }',
    { id: draft.id },
  );
  const { team } = accessRequest;
  await ana.goto(`/equipes/${team.id}`);
  await expect(ana.getByRole('heading', { level: 1, name: team.name })).toBeVisible();
  await ana.getByRole('button', { name: 'Convidar' }).click();
  await expect(ana.getByText('Informe o e-mail.')).toBeVisible();
  await expect(ana.getByText('Escolha o papel.')).toBeVisible();
  await ana.getByLabel('E-mail').fill('bruno@hospital.example');
  await ana.getByLabel('Leitura').check();
  await ana.getByRole('button', { name: 'Convidar' }).click();
  const dialog = ana.getByRole('dialog', { name: 'Convite enviado' });
  const link = (await dialog.locator('code').textContent()) ?? '';
  await expect(dialog).toContainText('Enviamos o convite para bruno@hospital.example');
  expect(new URL(link).hash).not.toBe('');
  await expectAccessible(ana, 'equipe-convite');
  await dialog.getByRole('button', { name: 'Fechar' }).click();
  await expect(ana.getByText('Aguardando resposta')).toBeVisible();

  await bruno.goto(link);
  await expect(bruno.getByRole('button', { name: 'Aceitar o convite' })).toBeVisible();
  expect(bruno.url(), 'o segredo sai do endereço').not.toContain('#');
  await expectAccessible(bruno, 'convite');
  await bruno.getByRole('button', { name: 'Aceitar o convite' }).click();
  await expect(bruno.getByText('Falta um gestor dela confirmar quem você é')).toBeVisible();
  await bruno.goto(address);
  await expect(bruno.getByRole('heading', { level: 1, name: 'Página não encontrada' })).toBeVisible();

  await ana.reload();
  await ana.getByRole('button', { name: 'Confirmar na equipe: Bruno Lima' }).click();
  await expectAccessible(ana, 'equipe-confirmar');
  await ana.getByRole('dialog').getByRole('button', { name: 'Confirmar na equipe' }).click();
  await expect(ana.getByRole('row', { name: /Bruno Lima/ })).toContainText('Leitura');
  await expectAccessible(ana, 'equipe');

  // Quem só lê vê a solicitação, e nada a fazer com ela.
  await bruno.goto(address);
  await expect(bruno.getByText(draft.protocol).first()).toBeVisible();
  await expect(bruno.getByRole('link', { name: /Continuar/ })).toHaveCount(0);
  await expect(bruno.getByRole('button', { name: /Cancelar/ })).toHaveCount(0);

  await ana.getByRole('button', { name: 'Mudar papel de Bruno Lima' }).click();
  await ana.getByRole('dialog').getByLabel('Integrador').check();
  await expectAccessible(ana, 'equipe-papel');
  await ana.getByRole('dialog').getByRole('button', { name: 'Mudar papel' }).click();
  await expect(ana.getByRole('row', { name: /Bruno Lima/ })).toContainText('Integrador');
  await submit(bruno, draft);
  await ana.goto(address);
  await expect(ana.getByRole('main')).toContainText('Bruno Lima');

  // O último gestor não deixa de ser gestor, e quem sai deixa de ver na hora.
  await ana.goto(`/equipes/${team.id}`);
  await ana.getByRole('button', { name: 'Sair da equipe' }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Sair da equipe' }).click();
  await expect(ana.getByText('A equipe precisa de um gestor.')).toBeVisible();
  await ana.getByRole('dialog').getByRole('button', { name: 'Voltar' }).click();
  await ana.getByRole('button', { name: 'Remover Bruno Lima da equipe' }).click();
  await expect(ana.getByRole('dialog')).toContainText('tokens e webhooks da equipe que ela criou continuam valendo');
  await ana.getByRole('dialog').getByRole('button', { name: 'Remover da equipe' }).click();
  await expect(ana.getByRole('row', { name: /Bruno Lima/ })).toHaveCount(0);
  await bruno.goto(address);
  await expect(bruno.getByRole('heading', { level: 1, name: 'Página não encontrada' })).toBeVisible();
});
