import { readFile } from 'node:fs/promises';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';

const cnes = ESTABLISHMENTS.jardimBrasilia;

test('Clara acha no histórico o que foi decidido e o leva em uma planilha sem fórmulas', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('planilha');
  const { protocol } = await approve(clara, await submitted(ana, { system: `=SOMA(A1) ${mark}`, cnes }));
  await submitted(ana, { system: `${mark} na fila`, cnes });

  await clara.goto('/historico');
  const field = clara.getByLabel('Protocolo, CNPJ, CNES, sistema ou pessoa');
  await field.fill(mark);
  await field.press('Enter');
  await expect(clara.getByRole('rowheader')).toHaveText([protocol]);
  await expect(clara.getByRole('row').filter({ hasText: protocol })).toContainText('Clara Nunes');
  await clara.getByLabel('Resultado').selectOption('Não aprovada');
  await expect(clara.getByText('Nenhuma solicitação decidida com estes filtros')).toBeVisible();
  await clara.getByLabel('Resultado').selectOption('Aprovada');
  await clara.reload();
  await expect(clara.getByRole('rowheader')).toHaveText([protocol]);

  const downloading = clara.waitForEvent('download');
  await clara.getByRole('button', { name: 'Exportar CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('historico.csv');
  const [header, line, end] = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(header).toContain('"Protocolo";"Estabelecimento"');
  expect(line).toContain(`"${protocol}"`);
  expect(line).toContain(`"'=SOMA(A1) ${mark}"`);
  expect(end).toBe('');
});
