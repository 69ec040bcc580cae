import { expectAccessible } from './accessible.ts';
import { ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { ReviewerScreens } from './screens/reviewer.ts';

test('a analista assume várias de uma vez, e desfaz', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const mark = uniqueName('Várias');
  const cnes = ESTABLISHMENTS.altoDoCruzeiro;
  const first = await submitted(ana, { system: `${mark} um`, cnes });
  const second = await submitted(ana, { system: `${mark} dois`, cnes });
  await clara.goto(`/?busca=${encodeURIComponent(mark)}`);
  const desk = new ReviewerScreens(clara);
  await clara.getByRole('button', { name: 'Assumir várias' }).click();
  for (const { protocol } of [first, second]) {
    await clara.getByRole('checkbox', { name: `Escolher a solicitação ${protocol}` }).check();
  }
  const bar = clara.getByRole('region', { name: 'Várias solicitações' });
  await expect(bar.getByText('2 solicitações.')).toBeVisible();
  await expectAccessible(clara, 'varias-de-uma-vez');
  await bar.getByRole('button', { name: 'Assumir as escolhidas' }).click();
  await expect(bar.getByText('2 solicitações com você.')).toBeVisible();
  for (const { protocol } of [first, second]) await expect(desk.row(protocol)).toContainText('Você');
  await bar.getByRole('button', { name: 'Desfazer' }).click();
  await expect(bar.getByText('2 solicitações como antes.')).toBeVisible();
  await expect(desk.row(first.protocol)).toContainText('Ninguém');
});

test('a gestão move várias da fila para um analista, que as recebe', async ({ integrator, reviewer }) => {
  const [ana, davi, gilda] = await Promise.all([integrator('ana'), reviewer('davi'), reviewer('gilda')]);
  const mark = uniqueName('Movidas');
  const cnes = ESTABLISHMENTS.altoDoCruzeiro;
  const requests = [
    await submitted(ana, { system: `${mark} um`, cnes }),
    await submitted(ana, { system: `${mark} dois`, cnes }),
  ];
  // Quem abriu a fila há pouco recebe solicitações.
  await expect(davi.getByRole('heading', { level: 1, name: 'Fila de análise' })).toBeVisible();
  await gilda.goto(`/?busca=${encodeURIComponent(mark)}`);
  await gilda.getByRole('button', { name: 'Mover várias' }).click();
  for (const { protocol } of requests) {
    await gilda.getByRole('checkbox', { name: `Escolher a solicitação ${protocol}` }).check();
  }
  const bar = gilda.getByRole('region', { name: 'Várias solicitações' });
  await bar.getByRole('button', { name: 'Mover as escolhidas' }).click();
  const dialog = gilda.getByRole('dialog', { name: 'Repassar 2 solicitações' });
  const option = dialog.getByRole('option', { name: /^Davi Rocha/ });
  await dialog.getByLabel('Para quem').selectOption({ label: (await option.textContent()) ?? '' });
  await dialog.getByRole('button', { name: 'Repassar' }).click();
  await expect(bar.getByText(/^2 solicitações/)).toBeVisible();
  for (const { protocol } of requests) {
    await expect(new ReviewerScreens(gilda).row(protocol)).toContainText('Davi Rocha');
  }
  await davi.goto(`/?aba=minhas&busca=${encodeURIComponent(mark)}`);
  for (const { protocol } of requests) await expect(new ReviewerScreens(davi).row(protocol)).toBeVisible();
});
