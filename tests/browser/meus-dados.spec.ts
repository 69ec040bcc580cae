import { readFile } from 'node:fs/promises';
import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';

test('Ana vê quem consultou a sua solicitação e baixa tudo o que o Portal guarda sobre ela', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const request = await submitted(ana, { system: uniqueName('Dados'), cnes: ESTABLISHMENTS.jardimBrasilia });
  await clara.goto(`/solicitacoes/${request.id}`);
  await expect(clara.getByRole('heading', { level: 1 })).toContainText(request.protocol);
  const { protocol } = await approve(clara, request);

  await ana.goto('/');
  await ana.getByRole('button', { name: /abrir opções da conta/ }).click();
  await ana.getByRole('link', { name: 'Meus dados' }).click();
  await expect(ana.getByRole('heading', { name: 'Meus dados', level: 1 })).toBeVisible();
  const reading = ana.getByRole('row').filter({ has: ana.getByRole('link', { name: protocol }) });
  // Whoever of the Ministry takes what comes next reads it as well.
  await expect(reading.filter({ hasText: 'Clara Nunes, do Ministério da Saúde' }).first()).toBeVisible();
  await expect(ana.getByText('Antes de apagar a conta', { exact: true })).toBeVisible();
  await expectAccessible(ana, 'meus-dados');

  const downloading = ana.waitForEvent('download');
  await ana.getByRole('button', { name: 'Baixar em JSON' }).press('Enter');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('meus-dados.json');
  await expect(ana.getByText('O arquivo meus-dados.json foi baixado.')).toBeVisible();
  expect(await readFile(await download.path(), 'utf8')).toContain(protocol);

  await ana.route('**/own-data.pdf', (route) => route.abort());
  await ana.getByRole('button', { name: 'Baixar em PDF' }).click();
  await expect(ana.getByText('Não foi possível reunir os seus dados agora.', { exact: false })).toBeVisible();

  await reading.first().getByRole('link', { name: protocol }).click();
  await expect(ana.getByRole('heading', { level: 1 })).toContainText(protocol);
});

test('Fabio pede para apagar a sua conta, lê o que isso apaga e desiste', async ({ integrator }) => {
  const fabio = await integrator('fabio');
  await fabio.goto('/meus-dados');
  await fabio.getByRole('button', { name: 'Apagar a minha conta' }).press('Enter');
  const dialog = fabio.getByRole('dialog', { name: 'Apagar a sua conta?' });
  await dialog.getByRole('button', { name: 'Manter a conta' }).click();
  await fabio.getByRole('button', { name: 'Apagar a minha conta' }).click();
  await dialog.getByRole('button', { name: 'Apagar a minha conta' }).click();
  await expect(fabio.getByText(/^A sua conta será apagada em \d{2}\/\d{2}\/\d{4}/)).toBeVisible();
  await expectAccessible(fabio, 'meus-dados-conta-a-apagar');
  await fabio.getByRole('button', { name: 'Desistir de apagar a conta' }).click();
  await expect(fabio.getByRole('button', { name: 'Apagar a minha conta' })).toBeVisible();
});
