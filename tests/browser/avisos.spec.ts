import type { Page } from '@playwright/test';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';

test('uma confirmação sai sozinha, espera enquanto o ponteiro ou o foco está nela, e fica repetida na página', async ({
  integrator,
}) => {
  const ana = await integrator('ana');
  const { id } = await submitted(ana, { system: uniqueName('Aviso'), cnes: ESTABLISHMENTS.mutirao });
  await ana.clock.install();
  await ana.goto(`/solicitacoes/${id}`);
  await ana.getByRole('button', { name: 'Cancelar solicitação' }).click();
  // From here on the page's time passes only where it is said to: the machine may be slow.
  await ana.clock.pauseAt(Number(await ana.evaluate('Date.now()')) + 1_000);
  await ana.getByRole('dialog').getByRole('button', { name: 'Cancelar solicitação' }).click();
  const notice = ana.getByRole('region', { name: 'Avisos', exact: true }).getByText(/cancelada\.$/);
  await expect(async () => {
    await ana.clock.runFor(50);
    await expect(notice).toBeVisible({ timeout: 250 });
  }).toPass();

  // By the focus first: in a minute of a stopped clock no ping is answered, and that the page connects again is told above
  // the notice, which pushes it from under a pointer. Offline that stands there from then on, and moves nothing any more.
  await ana.getByRole('button', { name: 'Fechar mensagem' }).focus();
  await heardByPage(ana);
  await expect(ana.getByRole('list', { name: 'Histórico da solicitação' })).toContainText('Cancelad');
  await ana.context().setOffline(true);
  await expect(async () => {
    await ana.clock.runFor(60_000);
    await expect(ana.getByText('Reconectando…')).toBeVisible({ timeout: 250 });
  }).toPass();
  await expect(notice).toBeVisible();
  await notice.hover();
  // The page has heard of the pointer, and drawn what it makes of it: no minute has passed before.
  await expect(ana.locator('section.notices:hover')).toHaveCount(1);
  await heardByPage(ana);
  await ana.getByRole('heading', { level: 1 }).focus();
  await heardByPage(ana);
  await ana.clock.runFor(60_000);
  await expect(notice).toBeVisible();
  await ana.mouse.move(2, 500);
  await expect(ana.locator('section.notices:hover')).toHaveCount(0);
  await heardByPage(ana);
  await ana.clock.runFor(20_000);
  await expect(notice).toHaveCount(0);

  await ana.getByText('Avisos recentes (1)').click();
  await expect(ana.getByRole('region', { name: 'Avisos recentes' })).toContainText('cancelada');
});

test('os avisos de um dia de trabalho não se acumulam, e nenhum fica quando o seu assunto se foi', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('Pilha');
  for (const cnes of [ESTABLISHMENTS.mutirao, ESTABLISHMENTS.altoDoCruzeiro, ESTABLISHMENTS.romuloRocha]) {
    await submitted(ana, { system: mark, cnes });
  }
  const notices = clara.getByRole('region', { name: 'Avisos', exact: true });
  const search = `/?busca=${encodeURIComponent(mark)}`;
  for (let turn = 0; turn < 3; turn++) {
    await clara.goto(search);
    await clara
      .getByRole('button', { name: /^Assumir a solicitação/ })
      .first()
      .click();
    await expect(clara.getByRole('heading', { level: 1, name: /^Solicitação/ })).toBeVisible();
  }
  await clara.goto(search);
  const giveBack = clara.getByRole('button', { name: /^Devolver/ });
  for (let held = 3; held > 0; held--) {
    await expect(giveBack).toHaveCount(held);
    await giveBack.first().click();
    await expect(notices.locator('.br-message')).toHaveCount(1);
  }
});

test('um erro fica até ser fechado, e não segue para outra página', async ({ integrator, reviewer }) => {
  const [bruno, clara] = await Promise.all([integrator('bruno'), reviewer('clara')]);
  await approve(clara, await submitted(bruno, { system: uniqueName('Decidida'), cnes: ESTABLISHMENTS.mutirao }));
  await clara.clock.install();
  await clara.goto('/historico');
  await expect(clara.getByRole('table')).toBeVisible();
  await clara.route('**/graphql', (route) => route.abort());
  await clara.getByRole('button', { name: 'Exportar CSV' }).click();
  const notices = clara.getByRole('region', { name: 'Avisos', exact: true });
  await expect(notices).toContainText('Não foi possível exportar o histórico');
  await clara.clock.runFor(600_000);
  await expect(notices).toContainText('Não foi possível exportar o histórico');
  await clara.getByRole('link', { name: 'Fila', exact: true }).click();
  await expect(clara.getByRole('heading', { level: 1, name: 'Fila de análise' })).toBeVisible();
  await expect(notices.locator('.br-message')).toHaveCount(0);
});

/** Lets the page do what it has put off, as drawing is: by messages to itself, which its stopped clock does not hold back. */
function heardByPage(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let turn = 0; turn < 3; turn++) {
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        Object.assign(port1, { onmessage: () => resolve() });
        port2.postMessage(null);
      });
    }
  });
}
