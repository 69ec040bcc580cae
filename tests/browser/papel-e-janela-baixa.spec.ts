import { attach, completeDraft, ESTABLISHMENTS, productionDraft, submitted, uniqueName } from './arrange.ts';
import { pdfFile, scannedPdf } from './files.ts';
import { expect, test } from './journey.ts';

const cnes = ESTABLISHMENTS.mutirao;

/** As much of a canvas as is looked at. */
interface Drawn {
  width: number;
  height: number;
  getContext(kind: '2d'): { getImageData(x: number, y: number, width: number, height: number): { data: number[] } };
}

test('uma página digitalizada aparece também para quem a enviou', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const { id } = await productionDraft(ana, clara, { system: uniqueName('Digitalizada'), cnes });
  await attach(ana, id, 'digitalizada.pdf', await scannedPdf());
  await ana.goto(`/solicitacoes/${id}`);
  await ana.getByRole('button', { name: /digitalizada/ }).click();
  const middle = () =>
    ana.locator('.evidence-sheet canvas').evaluate((element) => {
      const drawn = element as unknown as Drawn;
      return [...drawn.getContext('2d').getImageData(drawn.width / 2, drawn.height / 2, 1, 1).data];
    });
  await expect.poll(middle).toEqual([0, 0, 0, 255]);
});

test('no papel fica o que a página diz: sem menu, rodapé e botões', async ({ integrator }) => {
  const ana = await integrator('ana');
  const { id } = await submitted(ana, { system: uniqueName('Papel'), cnes });
  await ana.goto(`/solicitacoes/${id}`);
  await expect(ana.getByRole('heading', { name: 'O que foi enviado' })).toBeVisible();
  await ana.emulateMedia({ media: 'print' });
  await expect(ana.getByRole('heading', { name: 'O que foi enviado' })).toBeVisible();
  await expect(ana.getByRole('button').filter({ visible: true })).toHaveCount(0);
  await expect(ana.locator('.br-button, .main-menu, .portal-footer').filter({ visible: true })).toHaveCount(0);
});

test('com 400 % de zoom um diálogo rola por inteiro, e nada fica preso sobre a página', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const { id } = await productionDraft(ana, clara, { system: uniqueName('Baixa'), cnes });
  await attach(ana, id, 'bundle.pdf', await pdfFile(['Bundle']));
  await ana.setViewportSize({ width: 320, height: 200 });
  await ana.goto(`/solicitacoes/${id}`);
  await ana.getByRole('button', { name: /bundle/ }).click();
  const dialog = ana.getByRole('dialog');
  await expect(dialog.locator('.evidence-sheet canvas')).toBeAttached();
  const cut =
    'document.querySelector("dialog[open] .br-modal-body").scrollHeight - document.querySelector("dialog[open] .br-modal-body").clientHeight';
  await expect.poll(() => ana.evaluate(cut)).toBeLessThanOrEqual(1);
  await dialog.getByRole('button', { name: 'Fechar' }).last().scrollIntoViewIfNeeded();
  await expect(dialog.getByRole('button', { name: 'Fechar' }).last()).toBeInViewport();
});

test('em 320 px o cabeçalho deixa lugar para a página', async ({ integrator }) => {
  const ana = await integrator('ana');
  await ana.setViewportSize({ width: 320, height: 640 });
  await ana.goto('/solicitacoes');
  const heading = ana.getByRole('heading', { level: 1 });
  await expect(heading).toBeVisible();
  expect((await heading.boundingBox())?.y).toBeLessThan(256);
});

test('a lista chega sem empurrar o que já está na janela', async ({ integrator }) => {
  const ana = await integrator('ana');
  await completeDraft(ana, { system: uniqueName('Lista'), cnes });
  await ana.addInitScript(`
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) window.shifted += value;
    }).observe({ type: 'layout-shift', buffered: true });`);
  for (const address of ['/solicitacoes', '/credenciais', '/servicos', '/tokens']) {
    await ana.goto(address);
    await expect(ana.locator('.portal-footer')).toBeVisible();
    expect(await ana.evaluate('window.shifted'), address).toBeLessThan(0.1);
  }
});

test('o menu de um console quebra: a página diz em português, com um caminho', async ({ integrator }) => {
  const ana = await integrator('ana');
  await ana.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('query HomePortfolios')) return route.fallback();
    await route.fulfill({ json: { data: { portfolios: [null] } } });
  });
  await ana.goto('/solicitacoes');
  await expect(ana.getByRole('heading', { level: 1, name: 'Algo deu errado' })).toBeVisible();
  await expect(ana.getByRole('button', { name: 'Tentar de novo' })).toBeVisible();
  await expect(ana.getByText('Unexpected Application Error')).toHaveCount(0);
});
