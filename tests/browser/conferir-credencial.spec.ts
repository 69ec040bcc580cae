import { readFile } from 'node:fs/promises';
import { pagesOf } from '@portal/paper/testing';
import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { graph } from './graph.ts';
import { expect, test } from './journey.ts';
import { saveDownload } from './save-download.ts';
import { IntegratorScreens } from './screens/integrator.ts';

test('Ana baixa o comprovante e a ficha; quem recebe a ficha confere pelo código, sem entrar, como a credencial está', async ({
  integrator,
  reviewer,
  visitor,
}, { outputDir }) => {
  const [page, clara, stranger] = await Promise.all([integrator('ana'), reviewer('clara'), visitor()]);
  const ana = new IntegratorScreens(page);
  const system = uniqueName('Ficha');
  const request = await approve(clara, await submitted(page, { system, cnes: ESTABLISHMENTS.mutirao }));
  await page.goto(`/solicitacoes/${request.id}`);
  const receipt = await saveDownload(page.getByRole('link', { name: 'Baixar o comprovante' }), outputDir);
  expect((await pagesOf(await readFile(receipt))).join()).toContain(`Comprovante da solicitação ${request.protocol}`);
  await page.goto('/credenciais');
  await ana.openCredential(system);
  const sheet = await saveDownload(page.getByRole('link', { name: 'Baixar a ficha' }), outputDir);
  await expectAccessible(page, 'integrador-credencial-com-ficha');
  const [, code = ''] = /Código: ([\w-]+)/.exec((await pagesOf(await readFile(sheet))).join()) ?? [];

  await stranger.goto('/');
  await stranger.getByRole('contentinfo').getByRole('link', { name: 'Conferir credencial' }).click();
  const field = stranger.getByLabel('Código da ficha');
  await field.fill(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`);
  await stranger.getByRole('button', { name: 'Conferir' }).click();
  await expect(stranger.getByText('Código inválido. Confira cada letra.')).toBeVisible();
  await expectAccessible(stranger, 'publico-conferir-credencial');
  await field.fill(code.toLowerCase());
  await field.press('Enter');
  await expect(stranger.getByText('Ativa', { exact: true })).toBeVisible();
  await expect(stranger.getByText(/, CNES 2313502, /)).toBeVisible();
  await expect(stranger.getByRole('term').filter({ hasText: 'Primeira emissão da ficha' })).toBeVisible();
  await expectAccessible(stranger, 'publico-credencial-conferida');

  const id = new URL(page.url()).pathname.split('/').at(-1);
  await graph(
    page,
    'mutation ($id: ID!) { suspendCredential(id: $id, reason: "Em manutenção.") { problems { code } } }',
    {
      id,
    },
  );
  await stranger.reload();
  await expect(stranger.getByText('Suspensa', { exact: true })).toBeVisible();
  await expect(stranger.getByText('Em manutenção.')).toHaveCount(0);
  await stranger.goto('/conferir/00000000000000000000000001');
  await expect(stranger.getByText('Não há uma ficha com este código')).toBeVisible();
});
