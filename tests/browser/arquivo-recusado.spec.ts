import { writeFile } from 'node:fs/promises';
import { claim, ESTABLISHMENTS, productionDraft, productionSubmitted, uniqueName } from './arrange.ts';
import { lockedPdf, pdfFile, pngFile } from './files.ts';
import { expect, test } from './journey.ts';
import { IntegratorScreens } from './screens/integrator.ts';
import { ReviewerScreens } from './screens/reviewer.ts';
import { keepScreenshot } from './screenshots.ts';

const cnes = ESTABLISHMENTS.mutirao;
const LIMIT = 10 * 1024 * 1024;

test('arquivos que não servem são recusados, cada um com o seu motivo, e os bons entram', async ({
  integrator,
  reviewer,
}, testInfo) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const { id } = await productionDraft(ana, clara, { system: uniqueName('Recusas'), cnes });
  await ana.goto(`/solicitacoes/${id}/evidencias`);
  const chooser = ana.getByLabel('Anexar evidências');
  const choose = (name: string, buffer: Buffer) =>
    chooser.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  const refusal = (name: string) => ana.getByRole('listitem').filter({ hasText: name });

  await choose('script.png', Buffer.from('#!/bin/sh\necho oi\n'));
  await expect(refusal('script.png')).toContainText('Envie um PDF ou PNG. No celular, faça uma captura de tela.');
  await choose('vazio.pdf', Buffer.alloc(0));
  await expect(refusal('vazio.pdf')).toContainText('O arquivo está vazio.');
  // From the disk, as people choose it: what is handed over as bytes goes through the browser's control line first.
  const large = testInfo.outputPath('grande.pdf');
  await writeFile(large, Buffer.concat([await pdfFile(['Grande']), Buffer.alloc(LIMIT)]));
  await chooser.setInputFiles(large);
  await expect(refusal('grande.pdf')).toContainText('grande.pdf tem 10,1 MB. O limite é 10 MB por arquivo.');
  await choose('foto.heic', Buffer.from('\0\0\0\x18ftypheic'));
  await expect(refusal('foto.heic')).toContainText('Envie um PDF ou PNG. No celular, faça uma captura de tela.');
  await choose('cortado.pdf', (await pdfFile(['Cortado'])).subarray(0, 300));
  await expect(refusal('cortado.pdf')).toContainText('Este PDF está incompleto ou danificado.');
  await choose('estragado.pdf', Buffer.from('%PDF-1.7\nnada que um leitor abra\n%%EOF\n'));
  await expect(refusal('estragado.pdf')).toContainText('Este PDF está incompleto ou danificado.');
  await choose('com-senha.pdf', lockedPdf());
  await expect(refusal('com-senha.pdf')).toContainText('Este PDF pede senha para abrir. Envie uma cópia sem senha.');
  await choose('cortada.png', pngFile().subarray(0, 60));
  await expect(refusal('cortada.png')).toContainText('Este PNG está incompleto ou danificado.');
  await expect(ana.getByText('Nenhum arquivo anexado ainda.')).toBeVisible();
  await keepScreenshot(ana, 'arquivos-recusados');

  await new IntegratorScreens(ana).attach(
    { name: 'bundle.pdf', buffer: await pdfFile(['Bundle']) },
    { name: 'tela.png', buffer: pngFile() },
  );
  await ana.reload();
  await expect(ana.getByRole('heading', { level: 3, name: /\.(pdf|png)$/ })).toHaveCount(2);
});

test('sem evidência a solicitação de produção não segue', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const { id } = await productionDraft(ana, clara, { system: uniqueName('Sem evidência'), cnes });
  await ana.goto(`/solicitacoes/${id}/evidencias`);
  await ana.getByRole('button', { name: 'Enviar para análise' }).click();
  await expect(ana.getByText('Anexe pelo menos uma evidência dos testes em homologação.').first()).toBeVisible();
});

test('a evidência que mostra um paciente real some para todos, e o nome dela fica no histórico', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const request = await productionSubmitted(ana, clara, { system: uniqueName('Paciente'), cnes });
  await claim(clara, request);
  await clara.goto(`/solicitacoes/${request.id}`);
  const desk = new ReviewerScreens(clara);
  const url = await clara.getByRole('link', { name: 'Baixar' }).getAttribute('href');

  const form = await desk.openDecision('Solicitar ajustes');
  await desk.giveReason(form, { code: 'Evidência com dados de paciente real', text: 'A página 2 mostra um CPF.' });
  await form.getByRole('button', { name: 'Solicitar ajustes' }).click();
  await expect(form.getByRole('link', { name: /Diga qual evidência/ })).toBeVisible();
  await form.getByLabel('Sobre o quê').selectOption({ label: 'Evidência: bundle.pdf' });
  await desk.confirm(form);

  for (const page of [ana, clara]) expect((await page.request.get(String(url))).status()).toBe(404);
  await ana.goto(`/solicitacoes/${request.id}`);
  await expect(ana.getByText('Evidência apagada por mostrar dados pessoais')).toBeVisible();
  await expect(ana.getByText('bundle.pdf').first()).toBeVisible();
});
