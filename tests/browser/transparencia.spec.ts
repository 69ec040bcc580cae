import { readFile } from 'node:fs/promises';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';
import { saveDownload } from './save-download.ts';

test('Quem não entrou vê em Transparência como vai a análise, leva a tabela, e nenhum grupo pequeno aparece', async ({
  visitor,
}, { outputDir }) => {
  const page = await visitor();
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Transparência' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Transparência' })).toBeVisible();
  await expect(page.getByText(/em semanas completas\. Calculado em/)).toBeVisible();
  await expectAccessible(page, 'publico-transparencia');
  const weeks = page.getByRole('region', { name: 'Respostas por semana' });
  await weeks.getByText('Ver em tabela').click();
  await expect(weeks.getByRole('row')).toHaveCount(53);
  const file = await saveDownload(weeks.getByRole('button', { name: /^Exportar CSV/ }), outputDir);
  const [header, ...rows] = (await readFile(file, 'utf8')).trim().split('\r\n');
  expect(header).toBe('"Semana de";"Enviadas";"Respondidas";"Mediana (h)";"Percentil 90 (h)";"Em até 72 h (%)"');
  expect(rows).toHaveLength(52);
  for (const count of rows.flatMap((row) => row.split(';').slice(1, 3)))
    expect(['1', '2', '3', '4']).not.toContain(count);
});
