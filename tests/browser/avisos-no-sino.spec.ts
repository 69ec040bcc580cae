import { expectAccessible } from './accessible.ts';
import { completeDraft, ESTABLISHMENTS, submit, uniqueName } from './arrange.ts';
import { expect, mailboxUrl, notReloaded, test } from './journey.ts';

test('Bruno vê no sino que Clara pegou a solicitação, ao vivo, abre o aviso e o marca como lido; Clara é avisada do envio', async ({
  integrator,
  reviewer,
}) => {
  const [bruno, clara] = await Promise.all([integrator('bruno'), reviewer('clara')]);
  const draft = await completeDraft(bruno, { system: uniqueName('Sino'), cnes: ESTABLISHMENTS.jardimBrasilia });
  await bruno.goto('/avisos');
  await expect(bruno.getByRole('heading', { name: 'Avisos', level: 1 })).toBeVisible();
  await bruno.getByRole('button', { name: 'Marcar todos como lidos' }).click();
  const bell = bruno.getByRole('button', { name: /^Avisos, / });
  await expect(bell).toHaveAccessibleName('Avisos, nenhum não lido');
  const brunoStays = await notReloaded(bruno);
  const clarasBell = clara.getByRole('button', { name: /^Avisos, / });
  await expect(clarasBell).toBeVisible();

  const { protocol } = await submit(bruno, draft);
  await expect(bell).toHaveAccessibleName('Avisos, 1 não lido');
  await expect(bruno.getByRole('link', { name: `A solicitação ${protocol} foi enviada para análise.` })).toBeVisible();

  // Clara lê no sino que a solicitação entrou na fila, e vai a ela.
  await expect(clarasBell).not.toHaveAccessibleName('Avisos, nenhum não lido');
  await clarasBell.click();
  const arrived = clara.getByRole('link', { name: `A solicitação ${protocol} entrou na fila.` });
  await expect(arrived).toBeVisible();
  await expectAccessible(clara, 'avisos-sino-analista');
  await arrived.click();
  await expect(clara.getByRole('heading', { level: 1 })).toContainText(protocol);
  await expect(arrived).toBeHidden();
  await clara.getByRole('button', { name: 'Assumir' }).click();

  // Só com o teclado: abre, Esc fecha e devolve o foco, e o aviso leva à página da solicitação.
  await expect(bell).toHaveAccessibleName('Avisos, 2 não lidos');
  await expect(bruno.getByRole('status').filter({ hasText: 'Aviso novo: 2 não lidos.' })).toBeAttached();
  await bell.press('Enter');
  const panel = bruno.locator('.notice-panel');
  const claimed = panel.getByRole('link', { name: `A análise da solicitação ${protocol} começou.` });
  await expect(claimed).toBeVisible();
  await expectAccessible(bruno, 'avisos-sino');
  await claimed.press('Escape');
  await expect(bell).toBeFocused();
  await expect(claimed).toBeHidden();
  await bell.press('Enter');
  await claimed.press('Enter');
  await expect(bruno).toHaveURL(/\/solicitacoes\//);
  await brunoStays();
  await expect(bell).toHaveAccessibleName('Avisos, 1 não lido');

  // A página filtra por tipo e pelo que não foi lido, e o filtro fica no endereço.
  await bruno.goto('/avisos?naoLidos=sim');
  const lines = bruno.locator('.notice-line');
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText(`A solicitação ${protocol} foi enviada`);
  await bruno.getByRole('button', { name: 'Marcar todos como lidos' }).click();
  await expect(bruno.getByText('Não há avisos assim')).toBeVisible();
  await bruno.getByLabel('Só os não lidos').click();
  await bruno.getByLabel('Tipo').selectOption({ label: 'Análise iniciada' });
  await expect(lines.first()).toContainText(`A análise da solicitação ${protocol} começou.`);
  await expect(bruno).toHaveURL(/tipo=REQUEST_CLAIMED/);
  await expectAccessible(bruno, 'avisos-pagina');

  // O que chega por e-mail, cada um escolhe; o que é sobre a segurança da credencial chega sempre.
  await bruno.getByRole('link', { name: 'Preferências de aviso' }).click();
  await expect(bruno.getByRole('checkbox', { name: 'Credencial revogada' })).toBeDisabled();
  const claims = bruno.getByRole('checkbox', { name: 'Análise iniciada' });
  await expect(claims).toBeChecked();
  await claims.press('Space');
  await expect(bruno.getByText('Análise iniciada: você não recebe mais por e-mail.')).toBeVisible();
  await expectAccessible(bruno, 'avisos-preferencias');
  await bruno.reload();
  await expect(claims).not.toBeChecked();
  await claims.click();
  await expect(bruno.getByText('Análise iniciada: você recebe por e-mail.')).toBeVisible();

  // O envio chegou também por e-mail, que nesta máquina fica numa página ao lado do Portal.
  await bruno.goto(mailboxUrl());
  const sent = bruno.getByRole('link', { name: `Solicitação enviada: ${protocol}` });
  await expect(async () => {
    await bruno.reload();
    await expect(sent).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectAccessible(bruno, 'emails');
  await sent.click();
  await expect(bruno.getByText('bruno@hospital.example')).toBeVisible();
  const mail = bruno.frameLocator('iframe');
  await expect(mail.getByText(`A solicitação ${protocol} foi enviada para análise.`)).toBeVisible();
  await expectAccessible(bruno, 'email');
  const [opened] = await Promise.all([
    bruno.waitForEvent('popup'),
    mail.getByRole('link', { name: 'Abrir no Portal' }).click(),
  ]);
  await expect(opened.getByRole('heading', { level: 1 })).toContainText(protocol);
});
