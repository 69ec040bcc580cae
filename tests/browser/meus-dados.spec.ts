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
  await expectAccessible(ana, 'meus-dados');

  const downloading = ana.waitForEvent('download');
  await ana.getByRole('button', { name: 'Baixar os meus dados' }).press('Enter');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('meus-dados.json');
  await expect(ana.getByText('O arquivo meus-dados.json foi baixado.')).toBeVisible();
  expect(await readFile(await download.path(), 'utf8')).toContain(protocol);

  await ana.route('**/own-data.json', (route) => route.abort());
  await ana.getByRole('button', { name: 'Baixar os meus dados' }).click();
  await expect(ana.getByText('Não foi possível reunir os seus dados agora.', { exact: false })).toBeVisible();

  await reading.first().getByRole('link', { name: protocol }).click();
  await expect(ana.getByRole('heading', { level: 1 })).toContainText(protocol);
});
