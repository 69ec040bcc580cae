import { readFile } from 'node:fs/promises';
import { expectAccessible } from './accessible.ts';
import { completeDraft, ESTABLISHMENTS, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { saveDownload } from './save-download.ts';
import { tick } from './tick.ts';

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
  expect(header).toBe('"Semana de";"Enviadas";"Respondidas";"Mediana (h)";"Percentil 90 (h)";"No prazo (%)"');
  expect(rows).toHaveLength(52);
  for (const count of rows.flatMap((row) => row.split(';').slice(1, 3))) expect(count).toMatch(/^(–|""|)$|^\d*[05]$/);
});

test('Quem não entrou responde três perguntas e sabe o que falta; Ana, que é a gestora, não digita o próprio nome', async ({
  integrator,
  visitor,
}) => {
  const [page, ana] = await Promise.all([visitor(), integrator('ana')]);
  await page.goto('/');
  await page.getByRole('link', { name: 'Posso pedir?' }).click();
  await tick(page.getByRole('radio', { name: 'Bronze' }));
  await expect(page.getByText('Para enviar, a conta precisa ser prata ou ouro')).toBeVisible();
  await tick(page.getByRole('radio', { name: 'Tenho um e-CPF' }));
  await tick(page.getByRole('radio', { name: 'Sei o CNES' }));
  await expect(
    page.getByRole('heading', { name: 'Você já pode começar, e enviar quando tiver o que falta' }),
  ).toBeVisible();
  await expectAccessible(page, 'publico-posso-pedir');
  await tick(page.getByRole('radio', { name: 'Prata' }));
  await expect(page.getByRole('heading', { name: 'Sim, você pode pedir' })).toBeVisible();

  const { id } = await completeDraft(ana, { system: uniqueName('Gestora'), cnes: ESTABLISHMENTS.mutirao });
  await ana.goto(`/solicitacoes/${id}/editar`);
  await ana.getByRole('button', { name: 'Sou o gestor' }).click();
  await expect(ana.getByLabel('Nome do gestor')).toHaveValue('Ana Souza');
  await expect(ana.getByLabel('CPF do gestor')).toBeFocused();
  await expect(ana.getByRole('button', { name: 'Sou o gestor' })).toHaveCount(0);
  await expectAccessible(ana, 'integrador-sou-o-gestor');
});
