import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, productionDraftFrom, submitted, submitWithEvidence, uniqueName } from './arrange.ts';
import { graph } from './graph.ts';
import { expect, test } from './journey.ts';
import { sampleConnector } from './sample-connector.ts';

const cnes = ESTABLISHMENTS.romuloRocha;
const WIDE = { width: 1280, height: 800 };
const TITLE = 'Um token recusado por vencido é trocado por outro';
const QUESTION = 'Como mostramos a troca do token?';
const REASON = 'O sistema pede um token para cada envio, e nenhum chega a vencer.';

test('Davi encontra o que aguarda uma segunda pessoa ou uma resposta sem abrir solicitação por solicitação', async ({
  integrator,
  reviewer,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'aguarda-'));
  const [ana, clara, davi] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('davi')]);
  const system = uniqueName('Aguarda');
  const { credential } = await approve(clara, await submitted(ana, { system, cnes, services: ['rnds-ria-r'] }));
  const credentialId = credential?.id ?? '';
  await (await sampleConnector(ana, credentialId, folder))();
  const request = await submitWithEvidence(ana, await productionDraftFrom(ana, credentialId));

  await ana.goto(`/credenciais/${credentialId}/conformidade`);
  const asked = ana.locator('.requirements > li', { hasText: TITLE });
  await asked.locator('summary').first().click();
  await asked.getByRole('button', { name: /^Perguntar/ }).click();
  await asked.getByLabel('Mensagem para a equipe de análise').fill(QUESTION);
  await asked.getByRole('button', { name: 'Enviar' }).click();
  await expect(asked.getByRole('log')).toContainText(QUESTION);

  await clara.goto(`/solicitacoes/${request.id}`);
  await clara.getByRole('button', { name: /^Ver os requisitos/ }).click();
  const proposed = clara.locator('details.conformance-requirement', { hasText: TITLE });
  await proposed.locator('summary').first().click();
  await proposed.getByRole('button', { name: /^Propor outra avaliação/ }).click();
  await proposed.getByText('Não se aplica', { exact: true }).click();
  await proposed.getByLabel('Motivo').fill(REASON);
  await proposed.getByRole('button', { name: 'Propor', exact: true }).click();
  await expect(proposed.getByText('Uma segunda pessoa decide.')).toBeVisible();

  await davi.goto('/');
  await davi.getByRole('link', { name: /^Conformidade \(\d+\)$/ }).click();
  const items = davi.locator('.awaiting > li', { hasText: system });
  await expect(items).toHaveCount(2);
  await expect(items.filter({ hasText: 'Aguarda segunda pessoa' })).toContainText(REASON);
  await expect(items.filter({ hasText: 'Dúvida do integrador' })).toContainText(QUESTION);
  // O que a própria Clara propôs não aguarda por ela.
  const { conformanceAwaitingReview: hers } = await graph<{
    conformanceAwaitingReview: { edges: { node: { kind: string; run: { systemName: string } } }[] };
  }>(clara, '{ conformanceAwaitingReview(first: 100) { edges { node { kind run { systemName } } } } }');
  const kinds = hers.edges.filter(({ node }) => node.run.systemName === system).map(({ node }) => node.kind);
  expect(kinds).toEqual(['MESSAGE']);
  await expectAccessible(davi, 'aguarda-lista');
  await davi.setViewportSize(WIDE);

  await items.filter({ hasText: 'Aguarda segunda pessoa' }).getByRole('link').click();
  await expect(davi.getByRole('heading', { level: 1, name: `Conformidade de ${system}` })).toBeVisible();
  const decided = davi.locator('details.conformance-requirement', { hasText: TITLE });
  await expect(decided.getByText(REASON)).toBeVisible();
  await expectAccessible(davi, 'aguarda-roteiro');
  await davi.setViewportSize(WIDE);
  await decided.getByRole('button', { name: /^Confirmar/ }).click();
  await expect(decided.getByText('Resultado da análise: não se aplica')).toBeVisible();
  await decided.getByRole('button', { name: /^1 mensagem/ }).click();
  await decided.getByLabel('Mensagem para o integrador').fill('Não é preciso: o requisito não se aplica.');
  await decided.getByRole('button', { name: 'Enviar' }).click();
  await expect(decided.getByRole('log')).toContainText('Não é preciso');

  // O que foi decidido e respondido não aguarda mais ninguém.
  await davi.getByRole('navigation', { name: 'Você está aqui' }).getByRole('link', { name: 'Conformidade' }).click();
  await expect(davi.getByRole('heading', { level: 1, name: 'Conformidade', exact: true })).toBeVisible();
  await expect(items).toHaveCount(0);
  await rm(folder, { recursive: true });
});
