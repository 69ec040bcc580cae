import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { chooseAppearance, expectAccessible, violations } from './accessible.ts';
import { approve, claim, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { saveDownload } from './save-download.ts';
import { ReviewerScreens } from './screens/reviewer.ts';

const cnes = ESTABLISHMENTS.mutirao;

function menu(page: Page) {
  return page.getByRole('navigation', { name: 'Menu principal' });
}

test('Gilda repassa a Davi o que está com Clara, e não decide; o histórico diz de quem e para quem', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara, davi, gilda] = await Promise.all([
    integrator('ana'),
    reviewer('clara'),
    reviewer('davi'),
    reviewer('gilda'),
  ]);
  const held = await claim(clara, await submitted(ana, { system: uniqueName('Repassada'), cnes }));
  await expect(davi.getByRole('heading', { level: 1, name: 'Fila de análise' })).toBeVisible();

  await gilda.goto(`/solicitacoes/${held.id}`);
  const desk = new ReviewerScreens(gilda);
  await expect(desk.bar.getByText('A análise está com Clara Nunes.')).toBeVisible();
  await expect(desk.bar.getByRole('button', { name: /Aprovar|Assumir|Próxima/ })).toHaveCount(0);
  await desk.bar.getByRole('button', { name: 'Repassar' }).click();
  const dialog = gilda.getByRole('dialog', { name: `Repassar a solicitação ${held.protocol}` });
  expect(await violations(gilda)).toEqual([]);
  await dialog.getByRole('button', { name: 'Repassar' }).click();
  await expect(dialog.getByText('Escolha para quem repassar.')).toBeVisible();
  await expect(dialog.getByRole('option', { name: /^Clara Nunes/ })).toHaveCount(0);
  await dialog.getByLabel('Para quem').selectOption({ label: await optionOf(gilda, 'Davi Rocha') });
  await dialog.getByRole('button', { name: 'Repassar' }).click();
  await expect(desk.bar.getByText('A análise está com Davi Rocha.')).toBeVisible();

  await davi.goto(`/solicitacoes/${held.id}`);
  await expect(new ReviewerScreens(davi).bar.getByRole('button', { name: 'Aprovar', exact: true })).toBeVisible();
  await ana.goto(`/solicitacoes/${held.id}`);
  await expect(ana.getByText('De Clara Nunes para Davi Rocha.')).toBeVisible();
});

test('Hugo audita: lê a solicitação e as credenciais, e nenhum botão muda nada', async ({ integrator, reviewer }) => {
  const [ana, clara, hugo] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('hugo')]);
  const held = await claim(clara, await submitted(ana, { system: uniqueName('Auditada'), cnes }));
  await hugo.goto(`/solicitacoes/${held.id}`);
  const { bar } = new ReviewerScreens(hugo);
  await expect(bar.getByText('A análise está com Clara Nunes.')).toBeVisible();
  await expect(bar.getByRole('button')).toHaveAccessibleName('Teclas de atalho');
  await expect(menu(hugo).getByRole('link')).toContainText([
    'Fila',
    'Conformidade',
    'Histórico',
    'Painel',
    'Credenciais',
  ]);
  const receipt = await hugo.getByRole('link', { name: 'Comprovante em PDF' }).getAttribute('href');
  const answer = await hugo.request.get(receipt ?? '');
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
  await menu(hugo).getByRole('link', { name: 'Conformidade', exact: true }).click();
  await expect(hugo.getByText('O que aguarda quem analisa nos roteiros')).toBeVisible();
  await menu(hugo).getByRole('link', { name: 'Credenciais' }).click();
  await expect(hugo.getByRole('heading', { level: 1, name: 'Credenciais' })).toBeVisible();
});

test('o painel mostra como anda a análise, em gráficos, tabelas e CSV; a carga de cada um, só a quem a gere', async ({
  integrator,
  reviewer,
}, testInfo) => {
  const [ana, clara, gilda] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('gilda')]);
  await approve(clara, await submitted(ana, { system: uniqueName('Contada'), cnes }));

  await menu(gilda).getByRole('link', { name: 'Painel' }).click();
  await expect(gilda.getByRole('heading', { level: 1, name: 'Painel da análise' })).toBeVisible();
  await expect(gilda.getByRole('img', { name: 'Respostas por semana e resultado' })).toBeVisible();
  const people = gilda.getByRole('region', { name: 'Por analista' });
  await expect(people.getByRole('row').filter({ hasText: 'Clara Nunes' })).toBeVisible();
  await gilda.getByLabel('Período').selectOption({ label: 'Últimas 4 semanas' });
  await expect(gilda).toHaveURL(/\?semanas=4$/);

  const weeks = gilda.getByRole('region', { name: 'Respostas por semana' });
  await weeks.getByText('Ver em tabela').click();
  await expect(weeks.getByRole('row')).toHaveCount(5);
  const file = await saveDownload(weeks.getByRole('button', { name: /^Exportar CSV/ }), testInfo.outputPath());
  const saved = await readFile(file, 'utf8');
  expect(saved.split('\r\n')).toHaveLength(6);
  expect(saved).toContain('"Semana de";"Enviadas";"Respondidas"');
  await expectAccessible(gilda, 'painel');
  const chart = gilda.getByRole('img', { name: 'Respostas por semana e resultado' });
  const [before, dark] = await gilda.evaluate<string[]>(TURNS_DARK);
  expect(dark, 'what a chart is drawn with as soon as the page is dark').not.toBe(before);
  const light = await chart.screenshot();
  await chooseAppearance(gilda, 'Escura');
  await expect.poll(async () => light.equals(await chart.screenshot())).toBe(false);
  await expectAccessible(gilda, 'painel-escuro');

  await menu(clara).getByRole('link', { name: 'Painel' }).click();
  await expect(clara.getByRole('region', { name: 'Motivos' })).toBeVisible();
  await expect(clara.getByRole('region', { name: 'Por analista' })).toHaveCount(0);
});

/** Runs in the page: the colour of words in a chart before, and at the very moment. */
const TURNS_DARK = `(() => {
  const { dataset } = document.documentElement;
  const colour = () => getComputedStyle(document.querySelector('canvas')).color;
  const before = colour();
  dataset.appearance = 'dark';
  const dark = colour();
  dataset.appearance = 'light';
  return [before, dark];
})()`;

async function optionOf(page: Page, name: string): Promise<string> {
  return (await page.getByRole('option', { name: new RegExp(`^${name}`) }).textContent()) ?? '';
}
