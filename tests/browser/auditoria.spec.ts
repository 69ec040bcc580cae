import { readFile } from 'node:fs/promises';
import { expectAccessible } from './accessible.ts';
import { ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { saveDownload } from './save-download.ts';

test('a auditoria encontra quem fez, exporta a cadeia e confere no navegador que nada foi alterado', async ({
  integrator,
  reviewer,
}, testInfo) => {
  const [ana, hugo] = await Promise.all([integrator('ana'), reviewer('hugo')]);
  const { protocol } = await submitted(ana, { system: uniqueName('Auditada'), cnes: ESTABLISHMENTS.mutirao });
  await hugo.goto('/administracao');
  await hugo.getByRole('link', { name: 'Registro de atos' }).click();
  await hugo.getByRole('searchbox', { name: 'Protocolo ou identificador' }).fill(protocol);
  await hugo.keyboard.press('Enter');
  const sent = hugo.getByRole('row').filter({ hasText: 'Enviou a solicitação' });
  await expect(sent).toContainText('Ana Souza');
  await hugo.getByRole('searchbox', { name: 'Nome de quem fez' }).fill('ninguém assim');
  await hugo.keyboard.press('Enter');
  await expect(hugo.getByText('Nenhum registro com estes filtros')).toBeVisible();
  await hugo.getByRole('searchbox', { name: 'Nome de quem fez' }).fill('ANA S');
  await hugo.keyboard.press('Enter');
  await expect(sent).toBeVisible();

  const verified = hugo.getByRole('status').filter({ hasText: /registros? conferidos?/ });
  const file = await saveDownload(hugo.getByRole('button', { name: 'Verificar e exportar' }), testInfo.outputDir);
  await expect(verified).toContainText('o registro está inteiro');
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ place: 1, record: { act: expect.any(String) } });
  await expect(hugo.getByRole('button', { name: 'Verificar', exact: true })).toBeFocused();
  await expectAccessible(hugo, 'registro-de-atos');

  // As if somebody had changed it in the database.
  let altered = '';
  await hugo.route('**/audit-log/credentials/chain.jsonl?*', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/("act":)"(\w+)"/, '$1"APPROVE_IT"');
    altered ||= JSON.parse(body.split('\n')[0] ?? '{}').recordId ?? '';
    await route.fulfill({ response: answer, body });
  });
  await hugo.getByRole('button', { name: 'Verificar', exact: true }).click();
  await expect(verified).toContainText('o registro não está inteiro');
  await expect(verified).toContainText(`O registro ${altered} do lugar 1 foi alterado depois de escrito.`);
  await expectAccessible(hugo, 'registro-alterado');
});
