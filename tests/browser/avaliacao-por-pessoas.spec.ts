import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, productionDraftFrom, submitted, submitWithEvidence, uniqueName } from './arrange.ts';
import { expect, notReloaded, test } from './journey.ts';
import { sampleConnector } from './sample-connector.ts';

const cnes = ESTABLISHMENTS.altoDoCruzeiro;
const WIDE = { width: 1280, height: 800 };
const TITLE = 'Um token recusado por vencido é trocado por outro';
/** The words of who was second. */
const OTHER = 'Os registros do sistema mostram que o token vencido foi trocado.';
const REASON = 'O sistema pede um token para cada envio, e nenhum chega a vencer.';

const MISTAKE = 'O sistema guarda tokens desde a versão 2: foi engano nosso.';

/** Opens what a requirement says, at the desk of who reviews. */
async function openRequirement(desk: Page) {
  await desk.getByRole('button', { name: /^Ver os requisitos/ }).click();
  const requirement = desk.locator('details.conformance-requirement', { hasText: TITLE });
  await requirement.locator('summary').first().click();
  return requirement;
}

test('Clara acha outra coisa que o juiz, Davi confirma, os dois voltam atrás, e Ana vê ao vivo por quê', async ({
  integrator,
  reviewer,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'avaliacao-'));
  const [ana, clara, davi] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('davi')]);
  const system = uniqueName('Avaliação');
  const { credential } = await approve(clara, await submitted(ana, { system, cnes, services: ['rnds-ria-r'] }));
  const credentialId = credential?.id ?? '';
  await (await sampleConnector(ana, credentialId, folder))();
  const request = await submitWithEvidence(ana, await productionDraftFrom(ana, credentialId));
  await ana.goto(`/credenciais/${credentialId}/conformidade`);
  const seen = ana.locator('.requirements > li', { hasText: TITLE });
  await expect(seen).toContainText('Aguardando');
  const anaStays = await notReloaded(ana);

  // Davi começa a escrever numa página a que nada chega ao vivo, e Clara é mais rápida.
  const late = await davi.context().newPage();
  await late.routeWebSocket(/\/graphql$/, () => {});
  await late.goto(`/solicitacoes/${request.id}`);
  const missed = await openRequirement(late);
  await missed.getByRole('button', { name: /^Propor outra avaliação/ }).click();
  await missed.getByText('Aprovado', { exact: true }).click();
  await missed.getByLabel('Motivo').fill(OTHER);

  await clara.goto(`/solicitacoes/${request.id}`);
  const proposed = await openRequirement(clara);
  await proposed.getByRole('button', { name: /^Propor outra avaliação/ }).click();
  await proposed.getByRole('button', { name: 'Propor', exact: true }).click();
  await expect(proposed.getByText('Escolha o resultado.')).toBeVisible();
  await proposed.getByText('Não se aplica', { exact: true }).click();
  await proposed.getByLabel('Motivo').fill('curto');
  await proposed.getByRole('button', { name: 'Propor', exact: true }).click();
  await expect(proposed.getByText('O motivo precisa de pelo menos 20 caracteres.')).toBeVisible();
  await expectAccessible(clara, 'avaliacao-propor');
  await clara.setViewportSize(WIDE);
  await proposed.getByLabel('Motivo').fill(REASON);
  await proposed.getByRole('button', { name: 'Propor', exact: true }).click();
  await expect(proposed.getByText('Uma segunda pessoa decide.')).toBeVisible();
  // O botão que foi apertado não está mais ali, e o foco fica no requisito.
  await expect(proposed.getByRole('heading', { name: TITLE })).toBeFocused();
  await expect(proposed.getByRole('button', { name: /^Retirar/ })).toBeVisible();
  await expect(proposed.getByRole('button', { name: /^Confirmar/ })).toHaveCount(0);

  // Ana não recarrega nada.
  await expect(seen).toContainText('Em análise');
  await expect(ana.getByText('1 requisito está em análise')).toBeVisible();

  // Quem vai decidir a solicitação fica sabendo.
  await clara.getByRole('button', { name: 'Assumir' }).click();
  await clara.getByRole('button', { name: 'Aprovar', exact: true }).click();
  const deciding = clara.getByRole('region', { name: /^Aprovar: solicitação/ });
  await expect(deciding).toContainText('1 avaliação proposta aguarda uma segunda pessoa.');
  await deciding.getByRole('button', { name: 'Voltar' }).click();

  // O que Davi escreveu não se perde.
  await missed.getByRole('button', { name: 'Propor', exact: true }).click();
  const told = late.getByRole('region', { name: 'Avisos', exact: true });
  await expect(told).toContainText('Já há uma proposta aberta');
  await expect(missed.getByText('Não é possível propor agora')).toBeVisible();
  await expect(missed.getByLabel('Motivo')).toHaveValue(OTHER);
  await expect(missed.getByRole('button', { name: 'Propor', exact: true })).toBeDisabled();
  await missed.getByRole('button', { name: 'Cancelar' }).click();
  await expect(missed.getByRole('button', { name: /^Confirmar/ })).toBeVisible();

  await davi.goto(`/solicitacoes/${request.id}`);
  await expect(davi.getByText('1 avaliação proposta aguarda uma segunda pessoa.')).toBeVisible();
  const decided = await openRequirement(davi);
  await expect(decided.getByText(REASON)).toBeVisible();
  await decided.getByRole('button', { name: /^Recusar/ }).click();
  await expect(decided.getByLabel('Por que recusar')).toBeVisible();
  await decided.getByRole('button', { name: 'Cancelar' }).click();
  await expect(decided.getByRole('heading', { name: TITLE })).toBeFocused();
  await expectAccessible(davi, 'avaliacao-decidir');
  await davi.setViewportSize(WIDE);
  // Quem confirma ao mesmo tempo fica sabendo, e vê o que ficou.
  await decided.getByRole('button', { name: /^Confirmar/ }).press('Enter');
  await expect(decided.getByText('Resultado da análise: não se aplica')).toBeVisible();
  await expect(decided.getByRole('heading', { name: TITLE })).toBeFocused();
  await missed.getByRole('button', { name: /^Confirmar/ }).click();
  await expect(told).toContainText('não está mais aberta');
  await expect(missed.getByText('Resultado da análise: não se aplica')).toBeVisible();
  await expect(davi.getByText('1 avaliação proposta aguarda uma segunda pessoa.')).toHaveCount(0);

  await expect(seen).toContainText('Não se aplica');
  await seen.locator('summary').first().click();
  await expect(seen.getByText('Resultado da análise: não se aplica')).toBeVisible();
  await expect(seen.getByText('Resultado automático: aguardando.')).toBeVisible();
  await expect(seen.getByText(REASON)).toBeVisible();
  await expectAccessible(ana, 'avaliacao-vista');
  await ana.setViewportSize(WIDE);

  // Foi engano: Davi propõe que o resultado automático volte a valer, Clara confirma, e o passo está de novo por fazer.
  await decided.getByRole('button', { name: /^Propor outra avaliação/ }).click();
  await decided.getByText('Vale o resultado automático: retirar a avaliação por pessoas').click();
  await decided.getByLabel('Motivo').fill(MISTAKE);
  await decided.getByRole('button', { name: 'Propor', exact: true }).click();
  await expect(proposed.getByText('Proposta: vale o resultado automático')).toBeVisible();
  await proposed.getByRole('button', { name: /^Confirmar/ }).press('Enter');
  await expect(clara.getByRole('region', { name: 'Avisos', exact: true })).toContainText('Avaliação retirada');
  await expect(proposed.getByText('Resultado da análise: vale o resultado automático')).toBeVisible();
  await expectAccessible(clara, 'avaliacao-retirada-analista');
  await expect(seen).toContainText('Aguardando');
  await expect(seen.getByText('Avaliação por pessoas retirada')).toBeVisible();
  await expect(seen.getByText(MISTAKE)).toBeVisible();
  await expectAccessible(ana, 'avaliacao-retirada');
  await anaStays();
  await rm(folder, { recursive: true });
});
