import type { Page } from '@playwright/test';
import { claim, completeDraft, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, notReloaded, test } from './journey.ts';
import { IntegratorScreens } from './screens/integrator.ts';
import { ReviewerScreens } from './screens/reviewer.ts';

const cnes = ESTABLISHMENTS.mutirao;

test('a sessão de Ana termina no meio do formulário: ela entra de novo e nada do que digitou se perde', async ({
  integrator,
}) => {
  const ana = await integrator('ana');
  const { id } = await completeDraft(ana, { system: uniqueName('Sessão'), cnes });
  const form = new IntegratorScreens(ana);
  await ana.goto(`/solicitacoes/${id}/editar?etapa=sistema`);
  const sameAsBefore = await notReloaded(ana);
  await expect(form.field('Nome do sistema')).toBeVisible();

  await endSession(ana);
  await expect(ana.getByRole('dialog', { name: 'A sua sessão terminou' })).toBeVisible();
  await ana.getByRole('button', { name: 'Agora não' }).click();
  const renamed = uniqueName('Digitado sem sessão');
  await form.field('Nome do sistema').fill(renamed);
  await form.field('Nome do sistema').blur();
  await expect(ana.getByText('A sua sessão terminou')).toBeVisible();

  await signInAgain(ana, 'Ana Souza');
  await expect(ana.getByText('A sua sessão terminou')).toHaveCount(0);
  await expect(form.field('Nome do sistema')).toHaveValue(renamed);
  await form.saved();
  await sameAsBefore();
  await ana.reload();
  await expect(form.field('Nome do sistema')).toHaveValue(renamed);
});

test('a sessão de Clara termina no meio da decisão: o texto espera, e a decisão sai depois', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const request = await submitted(ana, { system: uniqueName('Decisão'), cnes });
  await claim(clara, request);
  await clara.goto(`/solicitacoes/${request.id}`);
  const desk = new ReviewerScreens(clara);
  const form = await desk.openDecision('Solicitar ajustes');
  await desk.giveReason(form, { code: 'Outro motivo', text: 'Texto que levou meia hora para escrever.' });

  await endSession(clara);
  await expect(clara.getByRole('dialog', { name: 'A sua sessão terminou' })).toBeVisible();
  await signInAgain(clara, 'Clara Nunes');
  await expect(clara.getByRole('dialog', { name: 'A sua sessão terminou' })).toHaveCount(0);
  await expect(form.getByLabel('O que o integrador precisa saber')).toHaveValue(
    'Texto que levou meia hora para escrever.',
  );

  // Nor does a reload lose it.
  await clara.reload();
  const again = await desk.openDecision('Solicitar ajustes');
  await expect(again.getByLabel('O que o integrador precisa saber')).toHaveValue(
    'Texto que levou meia hora para escrever.',
  );
  await desk.confirm(again);
  await expect(clara.getByText(`Ajustes solicitados na solicitação ${request.protocol}`)).toBeVisible();
});

test('quem não entrou lê como entrar, e volta para a página que queria', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/credenciais?aba=producao');
  await page.getByRole('main').getByRole('link', { name: 'Entrar com gov.br' }).click();
  await page.getByRole('button', { name: /Bruno Lima/ }).click();
  await expect(page).toHaveURL(/\/credenciais\?aba=producao$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Gerenciar Credenciais' })).toBeVisible();
});

/** Ends the session on the server, as its expiry does; the page is not told but by the portal. */
async function endSession(page: Page): Promise<void> {
  const response = await page.request.post('/logout', { maxRedirects: 0 });
  expect(response.status()).toBeLessThan(400);
}

async function signInAgain(page: Page, name: string): Promise<void> {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Entrar de novo' }).click();
  const window = await opened;
  const closed = window.waitForEvent('close');
  await window.getByRole('button', { name }).click();
  await closed;
}
