import { expectAccessible } from './accessible.ts';
import { cancel, completeDraft, ESTABLISHMENTS, submit, uniqueName } from './arrange.ts';
import { pdfFile } from './files.ts';
import { expect, notReloaded, test } from './journey.ts';
import { ReviewerScreens } from './screens/reviewer.ts';
import { keepScreenshot } from './screenshots.ts';

const cnes = ESTABLISHMENTS.jardimBrasilia;
const QUESTION = 'O servidor muda de endereço na segunda-feira.\nPreciso enviar tudo de novo?';
const ANSWER = 'Não: informe a nova faixa aqui, e eu considero na análise.';
const PATIENT = 'A paciente Maria Joana fez o exame ontem.';
const WIDE = { width: 1440, height: 900 };

test('Ana pergunta na solicitação, Clara vê na fila e responde na mesa, e Ana lê ao vivo; o que mostra paciente é apagado', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara, davi] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('davi')]);
  await clara.setViewportSize(WIDE);
  const draft = await completeDraft(ana, { system: uniqueName('Conversa'), cnes });

  // Antes do envio, a página diz quando a conversa começa.
  await ana.goto(`/solicitacoes/${draft.id}`);
  await expect(ana.getByText('A conversa começa quando a solicitação é enviada')).toBeVisible();
  const request = await submit(ana, draft);
  await ana.reload();

  const { protocol } = request;
  const desk = new ReviewerScreens(clara);
  await clara.goto(`/?busca=${protocol}`);
  await expect(desk.row(protocol)).toBeVisible();

  await ana.getByRole('button', { name: `Perguntar sobre a solicitação ${protocol}` }).press('Enter');
  const field = ana.getByLabel('Mensagem para a equipe de análise');
  await ana.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(ana.getByText('Escreva a mensagem.')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill(QUESTION);
  // O que ainda não foi enviado não se perde.
  await ana.reload();
  await ana.getByRole('button', { name: /^Perguntar/ }).click();
  await expect(field).toHaveValue(QUESTION);
  const files = ana.getByLabel('Arquivos (opcional)');
  const texto = { name: 'notas.txt', mimeType: 'text/plain', buffer: Buffer.from('não é PDF') };
  const tela = { name: 'tela-do-erro.pdf', mimeType: 'application/pdf', buffer: await pdfFile(['A tela do erro']) };
  await files.setInputFiles([texto, tela]);
  const chosen = ana.getByRole('list', { name: 'Arquivos desta mensagem' });
  await expect(chosen.getByRole('listitem').filter({ hasText: 'tela-do-erro.pdf' })).toContainText('Pronto');
  await ana.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(ana.getByText('Espere até que todos os arquivos estejam prontos')).toBeVisible();
  await expectAccessible(ana, 'conversa-arquivos');
  await chosen.getByRole('button', { name: 'Remover notas.txt' }).click();
  await ana.getByRole('button', { name: 'Enviar', exact: true }).click();
  const log = ana.getByRole('log', { name: `Mensagens da solicitação ${protocol}` });
  await expect(log).toContainText('Preciso enviar tudo de novo?');
  await expect(log).toContainText('Você');
  await expect(field).toHaveValue('');
  await expectAccessible(ana, 'conversa-pergunta');
  await ana.setViewportSize(WIDE);
  await ana.getByRole('button', { name: `1 mensagem sobre a solicitação ${protocol}` }).click();
  const anaStays = await notReloaded(ana);

  // Na fila aparece o que é novo, e na mesa nada se move quando a aba é aberta.
  await expect(desk.row(protocol)).toContainText('1 nova');
  await keepScreenshot(clara, 'conversa-fila');
  await clara.setViewportSize(WIDE);
  await desk.claim(protocol);
  await expect(clara.getByRole('tab', { name: 'Mensagens (1 nova)' })).toBeVisible();
  const places = () =>
    clara
      .locator('.checklist > li, .sticky-bar')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  const before = await places();
  await clara.keyboard.press('m');
  await expect(clara.getByRole('tab', { name: 'Mensagens', exact: true })).toHaveAttribute('aria-selected', 'true');
  const read = clara.getByRole('log');
  await expect(read).toContainText('Preciso enviar tudo de novo?');
  await expect(read).toContainText('Ana Souza (integrador)');
  const download = clara.waitForEvent('download');
  await read.getByRole('link', { name: 'tela-do-erro.pdf' }).click();
  expect((await download).suggestedFilename()).toBe('tela-do-erro.pdf');
  expect(await places()).toEqual(before);
  await clara.getByLabel('Mensagem para o integrador').fill(ANSWER);
  await clara.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(read).toContainText(ANSWER);
  await expectAccessible(clara, 'conversa-mesa');
  await clara.setViewportSize(WIDE);

  // Ana não recarrega nada; a lista leva ao que é novo, e quem respondeu tem nome.
  await expect(ana.getByText('1 mensagem nova da equipe de análise')).toBeVisible();
  await anaStays();
  await ana.goto('/solicitacoes');
  await ana.getByRole('link', { name: `1 mensagem nova na solicitação ${protocol}` }).click();
  await expect(log).toContainText(ANSWER);
  await expect(log).toContainText('Clara Nunes (equipe de análise)');
  await expect(ana.getByText('mensagem nova')).toHaveCount(0);
  await expect(ana.getByRole('button', { name: `2 mensagens sobre a solicitação ${protocol}` })).toBeVisible();

  // O que é novo é novo para cada pessoa, e o que mostra paciente Davi apaga, diante de todos.
  await field.fill(PATIENT);
  await ana.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(read).toContainText(PATIENT);
  await davi.goto(`/solicitacoes/${request.id}`);
  await davi.getByRole('tab', { name: 'Mensagens (3 novas)' }).click();
  await davi
    .getByRole('button', { name: /^Apagar a mensagem de Ana Souza/ })
    .last()
    .click();
  const asked = davi.getByRole('dialog', { name: 'Apagar esta mensagem?' });
  await expectAccessible(davi, 'conversa-apagar');
  await asked.getByRole('button', { name: 'Apagar', exact: true }).click();
  for (const page of [ana, clara, davi]) {
    await expect(page.getByText(/^Apagada pela equipe de análise em .*: mostrava dados de paciente\.$/)).toBeVisible();
    await expect(page.getByText(PATIENT)).toHaveCount(0);
  }

  // Cancelada, a conversa fica para ser lida.
  await clara.goto('/');
  await cancel(ana, { ...request, version: request.version + 1 });
  await expect(ana.getByText('A solicitação foi cancelada, e a conversa terminou com ela.')).toBeVisible();
  await expect(log).toContainText(ANSWER);
  await expectAccessible(ana, 'conversa-encerrada');
});
