import { issueECpf } from '@portal/certificates';
import { anyCpf, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { Keyboard } from './keyboard.ts';
import { IntegratorScreens } from './screens/integrator.ts';
import { ReviewerScreens } from './screens/reviewer.ts';

test('Ana preenche e envia a solicitação só com o teclado', async ({ integrator }) => {
  const ana = await integrator('ana');
  const keys = new Keyboard(ana);
  const form = new IntegratorScreens(ana);
  const managerCpf = anyCpf();
  const certificate = await issueECpf({ name: 'Maria Lima', cpf: managerCpf });

  await ana.goto('/portfolios/rnds');
  await keys.press(form.button('Solicitar acesso (homologação)'), 'Enter');
  await keys.press(ana.getByRole('dialog').getByRole('checkbox').first(), 'Space');
  await keys.press(form.button('Começar solicitação'), 'Enter');
  await expect(ana.getByRole('heading', { level: 2, name: 'Responsável' })).toBeVisible();

  await keys.press(ana.getByRole('radio', { name: 'Outros' }), 'Space');
  await keys.type(form.field('CNES'), ESTABLISHMENTS.jardimBrasilia);
  await keys.press(form.button('Consultar'), 'Enter');
  await expect(ana.locator('.found-establishment')).toBeVisible();
  await keys.type(form.field('Nome do gestor'), 'Maria Lima');
  await keys.type(form.field('CPF do gestor'), managerCpf);
  await keys.type(form.field('E-mail do gestor'), 'gestao@exemplo.com.br');
  await keys.type(form.field('Telefone do gestor'), '62998765432');
  await keys.advance('Sistema');

  await keys.type(form.field('Nome do sistema'), uniqueName('Teclado'));
  await keys.type(form.field('Descrição do sistema'), 'Sistema preenchido sem tocar no mouse.');
  await keys.press(ana.getByRole('radio', { name: 'Sim' }), 'Space');
  await keys.type(form.field('Atendimentos por mês'), '1200');
  await keys.advance('Operação');

  // Waited for before the way there: a browser that is told of it in the moment of the press may open its own chooser.
  const choosing = ana.waitForEvent('filechooser');
  await keys.press(ana.getByLabel('Arquivo do certificado'), 'Enter');
  const file = { name: 'gestora.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(certificate.pem) };
  await (await choosing).setFiles(file);
  await expect(ana.getByText('Impressão digital (SHA-256)')).toBeVisible();
  await keys.type(form.field('IP ou faixa 1'), '200.130.9.1');
  await keys.advance('Finalização');

  await keys.press(ana.getByRole('checkbox', { name: /^Declaro que as informações/ }), 'Space');
  await keys.press(form.button('Enviar para análise'), 'Enter');
  await form.expectState('Enviada');
});

test('Clara assume, marca, decide e segue para a próxima só com o teclado', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('Teclas');
  const keys = new Keyboard(clara);
  const desk = new ReviewerScreens(clara);

  const search = clara.getByLabel('Protocolo, CNPJ, CNES, sistema ou pessoa');
  await keys.type(search, mark);
  await clara.keyboard.press('Enter');
  await expect(clara.getByText('Nenhuma solicitação com estes filtros')).toBeVisible();
  await expect(search).toBeFocused();
  const { protocol } = await submitted(ana, { system: mark, cnes: ESTABLISHMENTS.altoDoCruzeiro });
  await keys.press(clara.getByRole('button', { name: '1 nova solicitação: atualizar' }), 'Enter');
  await keys.press(desk.row(protocol).getByRole('button', { name: /^Assumir/ }), 'Enter');
  await expect(clara.getByRole('heading', { level: 1, name: `Solicitação ${protocol}` })).toBeFocused();
  await keys.press(clara.getByRole('radio', { name: 'Comprovado', exact: true }).first(), 'Space');
  await expect(clara.getByText(/^Salvo às/)).toBeVisible();

  const approve = desk.bar.getByRole('button', { name: 'Aprovar', exact: true });
  const form = clara.getByRole('region', { name: `Aprovar: solicitação ${protocol}` });
  await keys.press(approve, 'Enter');
  await expect(form).toBeVisible();
  await clara.keyboard.press('Escape');
  await expect(approve).toBeFocused();
  await clara.keyboard.press('Enter');
  await keys.press(form.getByRole('button', { name: 'Aprovar', exact: true }), 'Enter');
  await expect(desk.bar.getByRole('button', { name: 'Próxima' })).toBeFocused();
  await clara.keyboard.press('Shift+Tab');
  await expect(desk.bar.getByRole('button', { name: 'Enviar já' })).toBeFocused();
  await clara.keyboard.press('Enter');
  await expect(clara.getByText(`Solicitação ${protocol} aprovada`)).toBeVisible();
  await expect(desk.bar.getByRole('button', { name: 'Próxima' })).toBeFocused();
});
