import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ESTABLISHMENTS, productionDraft, uniqueName } from './arrange.ts';
import { pngChunk, pngFile } from './files.ts';
import { expect, test } from './journey.ts';
import { keepScreenshot } from './screenshots.ts';

/** What the line of a page is from now on: cut, or with so many bytes a second leaving, few enough to be cut in the middle. */
async function becomes(page: Page, { offline = false, uploadThroughput = -1 }): Promise<void> {
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput,
  });
}

/** A picture that the viewer opens, with so much of what it passes over. */
function heavyPng(bytes: number): Buffer {
  const png = pngFile();
  const comment = pngChunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), randomBytes(bytes)]));
  return Buffer.concat([png.subarray(0, 33), comment, png.subarray(33)]);
}

test('o envio que perdeu a conexão, e a página recarregada, continuam de onde pararam', async ({
  integrator,
  reviewer,
}, testInfo) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const { id } = await productionDraft(ana, clara, { system: uniqueName('Continua'), cnes: ESTABLISHMENTS.mutirao });
  const offsets: number[] = [];
  ana.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  const path = testInfo.outputPath('tela.png');
  await writeFile(path, heavyPng(8_000_000));
  await ana.goto(`/solicitacoes/${id}/evidencias`);
  await becomes(ana, { uploadThroughput: 800_000 });
  await ana.getByLabel('Anexar evidências').setInputFiles(path);
  const progress = ana.getByRole('progressbar');
  const percent = async () => Number(await progress.getAttribute('value'));
  await expect.poll(percent, { timeout: 20_000 }).toBeGreaterThan(30);

  await ana.getByRole('button', { name: 'Pausar o envio de tela.png' }).focus();
  await ana.keyboard.press('Enter');
  await expect(ana.getByText('1 envio pausado.')).toBeAttached();
  await expect(ana.getByRole('button', { name: 'Continuar o envio de tela.png' })).toBeFocused();
  // Slow, so that it is under way still when the connection goes.
  await becomes(ana, { uploadThroughput: 100_000 });
  await ana.keyboard.press('Enter');
  await becomes(ana, { offline: true });
  await expect(ana.getByText('A conexão caiu. Os envios continuam de onde pararam quando ela voltar.')).toBeVisible();
  await keepScreenshot(ana, 'envio-sem-conexao');
  const sent = offsets.length;
  await becomes(ana, { uploadThroughput: 100_000 });
  await expect.poll(() => offsets.length).toBeGreaterThan(sent);

  await ana.reload();
  await expect(ana.getByRole('progressbar', { name: /tela.png/ })).toBeVisible();
  await becomes(ana, {});
  await expect(ana.getByRole('heading', { level: 3, name: 'tela.png' })).toBeVisible({ timeout: 20_000 });
  await expect(progress).toHaveCount(0);
  // It began once; every other time it went on.
  expect(offsets.filter((offset) => offset === 0)).toHaveLength(1);
  expect(offsets.at(-1)).toBeGreaterThan(0);
});
