import { writtenMoment } from '@portal/domain';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

// Far ahead, and told to this page alone that it is near: what stands above every page would be in everybody's way.
test('a administração anuncia uma manutenção, muda e retira, e quem usa o Portal a vê antes e durante', async ({
  integrator,
  reviewer,
}) => {
  const [ana, elis] = await Promise.all([integrator('ana'), reviewer('elis')]);
  await elis.goto('/administracao');
  await elis.getByRole('link', { name: 'Manutenções' }).click();
  await elis.getByRole('button', { name: 'Anunciar manutenção' }).click();
  const dialog = elis.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Anunciar' }).click();
  await expect(dialog.getByText('Escolha pelo menos uma parte.')).toBeVisible();
  await dialog.getByLabel('Início').fill(writtenMoment(inDays(40)));
  await dialog.getByLabel('Fim').fill(writtenMoment(inDays(39)));
  await dialog.getByLabel('Ambiente de homologação (Auth e EHR)').check();
  const text = 'O ambiente de testes para enquanto trocamos os servidores.';
  await dialog.getByLabel('O que isso quer dizer para quem usa').fill(text);
  await dialog.getByRole('button', { name: 'Anunciar' }).click();
  await expect(dialog.getByText('O fim vem depois do início.')).toBeVisible();
  await expectAccessible(elis, 'manutencao-anunciar');
  await dialog.getByLabel('Fim').fill(writtenMoment(inDays(41)));
  await dialog.getByRole('button', { name: 'Anunciar' }).click();
  const row = elis.getByRole('row').filter({ hasText: text });
  await expect(row.getByText('Anunciada')).toBeVisible();
  await expectAccessible(elis, 'manutencoes');
  await row.getByRole('button', { name: /^Mudar/ }).click();
  await dialog.getByLabel('O que isso quer dizer para quem usa').fill(`${text} Volta em um dia.`);
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(row.getByText('Volta em um dia.')).toBeVisible();

  await ana.route('**/situacao.json', async (route) => {
    const status = await (await route.fetch()).json();
    const now = { startsAt: inDays(-0.01), endsAt: inDays(0.01), parts: ['HOMOLOGATION'], text };
    const parts = status.parts.map((part: { part: string }) =>
      part.part === 'HOMOLOGATION' ? { ...part, state: 'MAINTENANCE', text: 'Em manutenção.' } : part,
    );
    await route.fulfill({ json: { ...status, state: 'MAINTENANCE', parts, maintenance: [now] } });
  });
  await ana.goto('/situacao');
  const notice = ana.getByText(/^Manutenção em curso:/);
  await expect(notice).toBeVisible();
  await expect(ana.getByRole('table', { name: 'Manutenções anunciadas' }).getByText(text)).toBeVisible();
  await expect(ana.getByText('Em manutenção', { exact: true })).toBeVisible();
  await expectAccessible(ana, 'situacao-em-manutencao');
  await ana.getByRole('button', { name: 'Fechar mensagem' }).click();
  await expect(notice).toHaveCount(0);

  await row.getByRole('button', { name: /^Retirar/ }).click();
  await elis.getByRole('dialog').getByRole('button', { name: 'Retirar' }).click();
  await expect(row).toHaveCount(0);
});
