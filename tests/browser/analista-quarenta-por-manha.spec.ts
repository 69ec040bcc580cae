import type { Locator, Page } from '@playwright/test';
import { attach, ESTABLISHMENTS, productionDraft, submit, submitted, uniqueName } from './arrange.ts';
import { countEffort, type Effort, pressInSight } from './effort.ts';
import { pdfFile } from './files.ts';
import { expect, test } from './journey.ts';
import { ReviewerScreens } from './screens/reviewer.ts';

const cnes = ESTABLISHMENTS.altoDoCruzeiro;
const DESK = { width: 1440, height: 900 };
const PROVEN = ['INPUT_PARAMETERS', 'OUTPUTS', 'BUSINESS_BEHAVIOURS', 'BUNDLE', 'VALIDATOR_RESULT'];

/** Two that wait, and Clara before them. */
async function queueOf(clara: Page, mark: string): Promise<ReviewerScreens> {
  await clara.setViewportSize(DESK);
  await clara.goto(`/?aba=sem-responsavel&busca=${encodeURIComponent(mark)}`);
  return new ReviewerScreens(clara);
}

async function nextIsOpen(clara: Page, protocol: string): Promise<void> {
  await expect(clara.getByRole('heading', { level: 1, name: `Solicitação ${protocol}` })).toBeFocused();
  await expect(new ReviewerScreens(clara).bar.getByRole('button', { name: 'Aprovar', exact: true })).toBeVisible();
}

function formOf(clara: Page): Locator {
  return clara.getByRole('region', { name: /^Aprovar: solicitação/ });
}

function tell(what: string, { clicks, keys, scrolled }: Effort): void {
  console.log(`${what}: ${clicks} cliques, ${keys} teclas, ${scrolled} px de rolagem`);
}

/** Proves what is left, approves, and goes on, by the mouse alone. */
async function proveAndApprove(desk: ReviewerScreens, requirements: number): Promise<void> {
  const { page, bar } = desk;
  await pressInSight(page, page.getByRole('button', { name: `Comprovar os ${requirements} que faltam` }));
  await expect(page.getByText(`${requirements} de ${requirements} comprovados`)).toBeVisible();
  await pressInSight(page, bar.getByRole('button', { name: 'Aprovar', exact: true }));
  await pressInSight(page, formOf(page).getByRole('button', { name: 'Aprovar', exact: true }));
  await pressInSight(page, bar.getByRole('button', { name: 'Próxima' }));
}

test('uma homologação, da fila à próxima aberta, em até 5 cliques e sem rolar', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('Cliques');
  const first = await submitted(ana, { system: `${mark} um`, cnes });
  const second = await submitted(ana, { system: `${mark} dois`, cnes });
  const desk = await queueOf(clara, mark);
  await expect(desk.row(first.protocol)).toBeVisible();
  const effort = await countEffort(clara);

  const press = (target: Locator) => pressInSight(clara, target);
  await press(desk.row(first.protocol).getByRole('button', { name: /^Assumir/ }));
  await nextIsOpen(clara, first.protocol);
  await proveAndApprove(desk, 4);
  await nextIsOpen(clara, second.protocol);

  const spent = await effort();
  tell('Homologação com o mouse', spent);
  expect(spent.clicks).toBeLessThanOrEqual(5);
  expect(spent.scrolled).toBe(0);
});

test('a mesma homologação em até 12 teclas, com cada requisito marcado por si', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('Teclas');
  const first = await submitted(ana, { system: `${mark} um`, cnes });
  const second = await submitted(ana, { system: `${mark} dois`, cnes });
  const desk = await queueOf(clara, mark);
  await desk
    .row(first.protocol)
    .getByRole('button', { name: /^Assumir/ })
    .focus();
  const effort = await countEffort(clara);

  await clara.keyboard.press('Enter');
  await nextIsOpen(clara, first.protocol);
  for (const [position, key] of ['1', 'j', '1', 'j', '1', 'j', '1'].entries()) {
    await clara.keyboard.press(key);
    if (key === '1') await expect(clara.getByText(`${position / 2 + 1} de 4 comprovados`)).toBeVisible();
  }
  await clara.keyboard.press('a');
  await clara.keyboard.press('Enter');
  await expect(desk.bar.getByRole('button', { name: 'Próxima' })).toBeFocused();
  await clara.keyboard.press('Enter');
  await nextIsOpen(clara, second.protocol);

  const spent = await effort();
  tell('Homologação com o teclado', spent);
  expect(spent.clicks).toBe(0);
  expect(spent.keys).toBeLessThanOrEqual(12);
});

test('uma produção com cinco arquivos, todos abertos, em até 9 cliques e sem rolar', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('Cinco');
  const drafts = [
    await productionDraft(ana, clara, { system: `${mark} um`, cnes }),
    await productionDraft(ana, clara, { system: `${mark} dois`, cnes }),
  ] as const;
  for (const draft of drafts) {
    for (const [position, requirement] of PROVEN.entries()) {
      const file = await pdfFile([`${requirement}, página 1`, `${requirement}, página 2`]);
      await attach(ana, draft.id, `prova-${position + 1}.pdf`, file, requirement);
    }
    await submit(ana, draft);
  }
  const [first, second] = drafts;
  const desk = await queueOf(clara, mark);
  await expect(desk.row(first.protocol)).toBeVisible();
  const effort = await countEffort(clara);

  const press = (target: Locator) => pressInSight(clara, target);
  await press(desk.row(first.protocol).getByRole('button', { name: /^Assumir/ }));
  await nextIsOpen(clara, first.protocol);
  const viewer = clara.getByRole('region', { name: 'Evidências', exact: true });
  await expect(viewer.getByText('INPUT_PARAMETERS, página 1')).toBeVisible();
  for (const [position, requirement] of PROVEN.entries()) {
    if (position === 0) continue;
    await press(viewer.getByRole('button', { name: `prova-${position + 1}.pdf` }));
    await expect(viewer.getByText(`${requirement}, página 1`)).toBeVisible();
  }
  await proveAndApprove(desk, 6);
  await nextIsOpen(clara, second.protocol);

  const spent = await effort();
  tell('Produção com cinco arquivos', spent);
  expect(spent.clicks).toBeLessThanOrEqual(9);
  expect(spent.scrolled).toBe(0);
});

test('uma marca não move nada: nem o que está em volta, nem o foco, nem a prova', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const { protocol } = await submitted(ana, { system: uniqueName('Parado'), cnes });
  const desk = await queueOf(clara, protocol);
  await desk.row(protocol).getByRole('link').click();
  const places = () =>
    clara.evaluate<string>(
      `JSON.stringify([...document.querySelectorAll('.checklist > li, .checklist input, .review-told, .review-desk > *')]
        .map((element) => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height]; }))`,
    );
  await expect(desk.bar.getByRole('button', { name: 'Assumir' })).toBeVisible();
  const before = await places();

  // Nor does taking it.
  await pressInSight(clara, desk.bar.getByRole('button', { name: 'Assumir' }));
  await expect(desk.bar.getByRole('button', { name: 'Aprovar', exact: true })).toBeFocused();
  expect(await places()).toBe(before);

  await clara.keyboard.press('2');
  await expect(clara.getByText(/^Salvo às/)).toBeVisible();
  await expect(desk.bar.getByRole('button', { name: 'Aprovar', exact: true })).toBeFocused();
  expect(await places()).toBe(before);
  await desk.mark(/^O certificado/, 'Comprovado');
  expect(await places()).toBe(before);
});
