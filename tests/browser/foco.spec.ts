import { approve, claim, completeDraft, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { IntegratorScreens } from './screens/integrator.ts';
import { ReviewerScreens } from './screens/reviewer.ts';

const cnes = ESTABLISHMENTS.mutirao;

test('um segredo que só aparece uma vez: Esc, quantas vezes for, não fecha o diálogo', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const system = uniqueName('Segredo');
  await approve(clara, await submitted(ana, { system, cnes }));
  await ana.goto('/credenciais');
  await new IntegratorScreens(ana).openCredential(system);
  await ana.getByRole('button', { name: 'Gerar segredo' }).click();
  const dialog = ana.getByRole('dialog', { name: 'Segredo da credencial' });
  const secret = await dialog.locator('.secret').textContent();
  for (let press = 0; press < 5; press++) await ana.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await expect(dialog.locator('.secret')).toHaveText(String(secret));
  await dialog.getByRole('button', { name: 'Já guardei' }).click();
  await expect(dialog).toHaveCount(0);
});

test('uma decisão e um diálogo começam no que há para preencher, ou no título; nunca em Fechar', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const request = await claim(clara, await submitted(ana, { system: uniqueName('Diálogo'), cnes }));
  await clara.goto(`/solicitacoes/${request.id}`);
  const form = await new ReviewerScreens(clara).openDecision('Solicitar ajustes');
  await expect(form.getByLabel('Motivo', { exact: true })).toBeFocused();
  await clara.keyboard.press('Escape');
  await ana.goto(`/solicitacoes/${request.id}`);
  await ana.getByRole('button', { name: 'Cancelar solicitação' }).click();
  await expect(ana.getByRole('dialog').getByRole('heading')).toBeFocused();
});

test('o foco não cai fora da página quando o botão que o tinha sai', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const request = await claim(clara, await submitted(ana, { system: uniqueName('Foco'), cnes }));
  await clara.goto(`/solicitacoes/${request.id}`);
  const form = await new ReviewerScreens(clara).openDecision('Solicitar ajustes');
  await form.getByRole('button', { name: 'Adicionar motivo' }).click();
  await expect(form.getByLabel('Motivo', { exact: true }).nth(1)).toBeFocused();
  await form.getByRole('button', { name: 'Remover motivo 2' }).press('Enter');
  await expect(form.getByLabel('Motivo', { exact: true })).toBeFocused();

  await ana.goto('/servicos');
  const more = ana.getByRole('button', { name: 'Carregar mais' });
  await expect(ana.getByRole('table', { name: 'Serviços encontrados' })).toBeVisible();
  while (await more.isVisible()) {
    await more.focus();
    await ana.keyboard.press('Enter');
    await expect(more.and(ana.locator('[aria-busy="true"], [aria-disabled="true"]'))).toHaveCount(0);
  }
  await expect(ana.locator('body')).not.toBeFocused();
  await expect(ana.locator('.load-more [role="status"]')).toBeFocused();
});

test('depois de um Avançar que não passou, sair de um campo não leva de volta ao resumo', async ({ integrator }) => {
  const ana = await integrator('ana');
  const { id } = await completeDraft(ana, { system: uniqueName('Resumo'), cnes });
  await ana.goto(`/solicitacoes/${id}/editar`);
  const screens = new IntegratorScreens(ana);
  await screens.field('Nome do gestor').fill('');
  await screens.button('Avançar').click();
  const summary = ana.getByText('Há 1 campo para corrigir');
  await expect(summary).toBeVisible();
  await screens.field('Nome do gestor').fill('Maria Lima');
  await expect(summary).toHaveCount(0);
  await screens.field('CPF do gestor').fill('123');
  await ana.keyboard.press('Tab');
  await expect(summary).toBeVisible();
  await expect(screens.field('E-mail do gestor')).toBeFocused();
});

test('Enter consulta o CNES', async ({ integrator }) => {
  const ana = await integrator('ana');
  const { id } = await completeDraft(ana, { system: uniqueName('Enter'), cnes });
  await ana.goto(`/solicitacoes/${id}/editar`);
  const code = new IntegratorScreens(ana).field('CNES');
  await code.fill(ESTABLISHMENTS.altoDoCruzeiro);
  await code.press('Enter');
  await expect(ana.locator('.found-establishment')).toContainText(/ALTO DO CRUZEIRO/i);
});

test('o que outro aparelho mudou aparece no formulário aberto; o que mudou nos dois, a pessoa escolhe', async ({
  integrator,
}) => {
  const [computer, phone] = await Promise.all([integrator('ana'), integrator('ana')]);
  const { id } = await completeDraft(computer, { system: uniqueName('Aparelhos'), cnes });
  await computer.goto(`/solicitacoes/${id}/editar`);
  const [here, there] = [new IntegratorScreens(computer), new IntegratorScreens(phone)];
  await expect(here.field('Nome do gestor')).toHaveValue('Maria Lima');
  await phone.goto(`/solicitacoes/${id}/editar`);
  await there.field('Nome do gestor').fill('Joana Prado');
  await there.field('E-mail do gestor').fill('joana@exemplo.com.br');
  await phone.keyboard.press('Tab');
  await there.saved();

  await here.field('E-mail do gestor').fill('meu@');
  await computer.evaluate('window.dispatchEvent(new Event("focus"))');
  await expect(computer.getByText('Trouxemos o que mudou: Nome do gestor.')).toBeVisible();
  await expect(here.field('Nome do gestor')).toHaveValue('Joana Prado');
  await expect(here.field('E-mail do gestor')).toHaveValue('meu@');
  await expect(computer.getByText('joana@exemplo.com.br')).toBeVisible();
  await here.button('Usar o outro valor').click();
  await expect(here.field('E-mail do gestor')).toHaveValue('joana@exemplo.com.br');
  await expect(here.field('E-mail do gestor')).toBeFocused();
});
