import { violations } from './accessible.ts';
import { attach, claim, ESTABLISHMENTS, productionDraft, submit, submitted, uniqueName } from './arrange.ts';
import { pdfFile } from './files.ts';
import { expect, test } from './journey.ts';
import { ReviewerScreens } from './screens/reviewer.ts';
import { keepScreenshot } from './screenshots.ts';

const cnes = ESTABLISHMENTS.jardimBrasilia;
const DESK = { width: 1440, height: 900 };

test('a prova acompanha o requisito: j e k andam, colchetes trocam de arquivo, 1, 2 e 3 marcam', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const draft = await productionDraft(ana, clara, { system: uniqueName('Andar'), cnes });
  for (const code of ['INPUT_PARAMETERS', 'OUTPUTS']) {
    await attach(ana, draft.id, `${code}.pdf`, await pdfFile([`Prova de ${code}`]), code);
  }
  await claim(clara, await submit(ana, draft));
  await clara.setViewportSize(DESK);
  await clara.goto(`/solicitacoes/${draft.id}`);
  const desk = new ReviewerScreens(clara);
  const viewer = clara.getByRole('region', { name: 'Evidências', exact: true });
  await expect(viewer.getByText('Prova de INPUT_PARAMETERS')).toBeVisible();

  await clara.keyboard.press('j');
  await expect(desk.requirement(/^As saídas/)).toBeFocused();
  await expect(viewer.getByText('Prova de OUTPUTS')).toBeVisible();
  await clara.keyboard.press('3');
  await expect(desk.requirement(/^As saídas/).getByRole('radio', { name: 'Com dúvida' })).toBeChecked();
  await expect(desk.requirement(/^As saídas/)).toBeFocused();
  await clara.keyboard.press('k');
  await expect(viewer.getByText('Prova de INPUT_PARAMETERS')).toBeVisible();
  await clara.keyboard.press(']');
  await expect(viewer.getByText('Prova de OUTPUTS')).toBeVisible();
  await clara.keyboard.press('[');
  await expect(viewer.getByText('Prova de INPUT_PARAMETERS')).toBeVisible();
  await viewer.getByRole('button', { name: 'Arquivo 2. OUTPUTS.pdf' }).click();
  await expect(viewer.getByText('Prova de OUTPUTS')).toBeVisible();

  await viewer.getByRole('button', { name: 'Tela cheia' }).click();
  await expect(viewer.getByRole('button', { name: 'Sair da tela cheia' })).toBeVisible();
  await viewer.getByRole('button', { name: 'Sair da tela cheia' }).click();
  await expect(viewer.getByRole('button', { name: 'Tela cheia' })).toBeVisible();
});

test('a largura da prova se muda com as setas, e fica para a próxima visita', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const { id } = await submitted(ana, { system: uniqueName('Largura'), cnes });
  await clara.setViewportSize(DESK);
  await clara.goto(`/solicitacoes/${id}`);
  const separator = clara.getByRole('separator', { name: 'Largura do que se lê' });
  await separator.focus();
  await clara.keyboard.press('End');
  await expect(separator).toHaveAttribute('aria-valuenow', '70');
  for (let press = 0; press < 4; press++) await clara.keyboard.press('ArrowLeft');
  await expect(separator).toHaveAttribute('aria-valuenow', '62');
  await clara.reload();
  await expect(separator).toHaveAttribute('aria-valuenow', '62');
  const at = await separator.boundingBox();
  expect(at?.x).toBeGreaterThan(DESK.width * 0.6);
  // Dragged, too.
  await clara.mouse.move((at?.x ?? 0) + 6, 500);
  await clara.mouse.down();
  await clara.mouse.move(DESK.width / 2, 500);
  await clara.mouse.up();
  await expect(separator).toHaveAttribute('aria-valuenow', /^5[01]$/);
  // In a narrower window there is nothing to part.
  await clara.setViewportSize({ width: 1024, height: 900 });
  await expect(separator).toBeHidden();
});

test('as teclas estão na ajuda, não agem enquanto se digita nem com modificadores, e podem ser desligadas', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const request = await claim(clara, await submitted(ana, { system: uniqueName('Ajuda'), cnes }));
  await clara.setViewportSize(DESK);
  await clara.goto(`/solicitacoes/${request.id}`);
  const desk = new ReviewerScreens(clara);
  const approving = clara.getByRole('region', { name: /^Aprovar: solicitação/ });
  await expect(desk.bar.getByRole('button', { name: 'Aprovar', exact: true })).toHaveAttribute(
    'aria-keyshortcuts',
    'a',
  );

  const item = await desk.annotate(/^O certificado/);
  await item.getByLabel('Nota interna').pressSequentially('ja1n?');
  await expect(item.getByLabel('Nota interna')).toHaveValue('ja1n?');
  await expect(item.getByRole('radio', { checked: true })).toHaveCount(0);
  await clara.getByRole('heading', { level: 1 }).focus();
  await clara.keyboard.press('Control+j');
  await clara.keyboard.press('Alt+a');
  await expect(approving).toHaveCount(0);

  await clara.keyboard.press('?');
  const help = clara.getByRole('dialog', { name: 'Teclas de atalho' });
  await expect(help.getByRole('row')).toHaveCount(20);
  for (const words of ['j Próximo requisito', 'n Não aprovar', '] Próximo arquivo', '? Teclas de atalho']) {
    await expect(help.getByRole('row', { name: words, exact: true })).toBeVisible();
  }
  expect(await violations(clara, 'dialog')).toEqual([]);
  await keepScreenshot(clara, 'analista-teclas');
  await clara.keyboard.press('a');
  await expect(approving).toHaveCount(0);

  await help.getByRole('checkbox', { name: 'Usar teclas de atalho nesta página' }).press('Space');
  await help.getByRole('button', { name: 'Fechar' }).last().click();
  await clara.keyboard.press('a');
  await clara.reload();
  await expect(desk.bar.getByRole('button', { name: 'Aprovar', exact: true })).toBeVisible();
  await clara.keyboard.press('a');
  await expect(approving).toHaveCount(0);
  await expect(desk.bar.getByRole('button', { name: 'Aprovar', exact: true })).not.toHaveAttribute('aria-keyshortcuts');

  await desk.bar.getByRole('button', { name: 'Teclas de atalho' }).click();
  await help.getByRole('checkbox').press('Space');
  await help.getByRole('button', { name: 'Fechar' }).last().click();
  await clara.keyboard.press('s');
  await expect(clara.getByRole('region', { name: /^Solicitar ajustes: solicitação/ })).toBeVisible();
});
