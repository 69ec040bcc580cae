import { expect, test } from './journey.ts';

test('Quem escolhe um relatório que não pode ser lido fica sabendo, e pode escolher outro', async ({ visitor }) => {
  const page = await visitor();
  // Como o navegador diz de um arquivo que sumiu depois de escolhido.
  await page.addInitScript(() => {
    File.prototype.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  });
  await page.goto('/verificar');
  const file = { name: 'relatorio.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };
  await page.getByLabel('Arquivo do relatório').setInputFiles(file);
  await expect(page.getByText('O arquivo não pôde ser lido')).toBeVisible();
  await expect(page.getByText('Conferindo…')).toHaveCount(0);
});
