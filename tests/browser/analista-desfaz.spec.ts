import type { Page } from '@playwright/test';
import { claim, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { IntegratorScreens } from './screens/integrator.ts';
import { ReviewerScreens } from './screens/reviewer.ts';
import { keepScreenshot } from './screenshots.ts';

const cnes = ESTABLISHMENTS.altoDoCruzeiro;
const reason = { code: 'Outro motivo', text: 'Falta dizer de onde vêm os IPs.' };

/** Clara at a request of Ana's that is with her, and Ana at the same. */
async function atTheDesk(ana: Page, clara: Page, words: string) {
  const request = await claim(clara, await submitted(ana, { system: uniqueName(words), cnes }));
  for (const page of [ana, clara]) await page.goto(`/solicitacoes/${request.id}`);
  return { request, desk: new ReviewerScreens(clara), seen: new IntegratorScreens(ana) };
}

test('Clara desfaz a decisão antes que alguém saiba; o texto continua, e depois ela é enviada sozinha', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  // The ten seconds are the test's own: a busy machine takes longer than that to look.
  await clara.clock.install();
  const { request, desk, seen } = await atTheDesk(ana, clara, 'Desfazer');
  const form = await desk.openDecision('Solicitar ajustes');
  await desk.giveReason(form, reason);
  await clara.clock.pauseAt(Date.now() + 3_600_000);
  await desk.hold(form);
  await expect(desk.bar.getByText('Ninguém foi avisado ainda. A decisão é enviada em 10 s.')).toBeVisible();
  await clara.clock.runFor(4_000);
  await expect(desk.bar.getByText('Ninguém foi avisado ainda. A decisão é enviada em 6 s.')).toBeVisible();
  await expect(desk.bar.getByRole('status')).toContainText('Até lá, você pode desfazer.');
  await keepScreenshot(clara, 'analista-decisao-segura');
  await seen.expectState('Em análise');

  await desk.bar.getByRole('button', { name: 'Desfazer' }).click();
  await expect(form.getByLabel('O que o integrador precisa saber')).toHaveValue(reason.text);
  await expect(form.getByLabel('Motivo', { exact: true })).toBeFocused();
  await seen.expectState('Em análise');

  await desk.hold(form);
  await clara.clock.runFor(10_000);
  await expect(clara.getByText(`Ajustes solicitados na solicitação ${request.protocol}`)).toBeVisible();
  await seen.expectState('Ajustes solicitados');
});

test('quem sai da página decidiu: a decisão é enviada na mesma hora', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const { request, desk, seen } = await atTheDesk(ana, clara, 'Sair');
  const form = await desk.openDecision('Não aprovar');
  await desk.giveReason(form, reason);
  await desk.hold(form);
  await clara.getByRole('navigation', { name: 'Você está aqui' }).getByRole('link', { name: 'Fila' }).click();
  await expect(clara.getByText(`Solicitação ${request.protocol} não aprovada`).first()).toBeVisible();
  await seen.expectState('Não aprovada');
});

test('quem fecha a página decidiu também', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const { desk, seen } = await atTheDesk(ana, clara, 'Fechar');
  const form = await desk.openDecision('Não aprovar');
  await desk.giveReason(form, reason);
  await desk.hold(form);
  await clara.reload();
  await seen.expectState('Não aprovada');
  await expect(clara.getByText('Não aprovada').first()).toBeVisible();
});

test('sem conexão nada se perde: a decisão volta a ser escrita, com o motivo', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const { request, desk, seen } = await atTheDesk(ana, clara, 'Sem conexão');
  const form = await desk.openDecision('Solicitar ajustes');
  await desk.giveReason(form, reason);
  await clara.route('**/graphql', (route) => {
    if (route.request().postData()?.includes('mutation RequestChanges')) return route.abort();
    return route.fallback();
  });
  await desk.hold(form);
  await desk.bar.getByRole('button', { name: 'Enviar já' }).click();
  await expect(form.getByText('A decisão não foi registrada')).toBeVisible();
  await expect(form.getByLabel('O que o integrador precisa saber')).toHaveValue(reason.text);
  await seen.expectState('Em análise');
  await clara.unroute('**/graphql');
  await desk.confirm(form);
  await expect(clara.getByText(`Ajustes solicitados na solicitação ${request.protocol}`)).toBeVisible();
});

test('uma aprovação com requisitos sem marcação pergunta uma vez, pelo nome', async ({ integrator, reviewer }) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const { desk } = await atTheDesk(ana, clara, 'Sem marcação');
  await desk.mark(/^Os endereços IP/, 'Comprovado');
  const form = await desk.openDecision('Aprovar');
  await expect(form).toContainText('Você vai aprovar com 3 requisitos que não estão marcados como comprovados');
  await expect(form.getByRole('listitem').filter({ hasText: 'Sem marcação' })).toHaveCount(3);
  await expect(form.getByText(/^Os endereços IP/)).toHaveCount(0);
  await desk.confirm(form);
});
