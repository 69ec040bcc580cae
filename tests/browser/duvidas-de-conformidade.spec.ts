import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, productionDraftFrom, submitted, submitWithEvidence, uniqueName } from './arrange.ts';
import { expect, notReloaded, test } from './journey.ts';
import { sampleConnector } from './sample-connector.ts';

const cnes = ESTABLISHMENTS.mutirao;
const WIDE = { width: 1280, height: 800 };
const TITLE = 'Um token recusado por vencido é trocado por outro';
const ATTESTED = 'O id da RNDS fica no registro de quem enviou';
const QUESTION = 'Nosso token nunca vence antes do envio.\nComo mostramos a troca?';
const ANSWER = 'Arme a falha "Token vencido" antes da chamada: ela vale para a próxima.';

test('Ana pergunta sobre um requisito, Clara responde, e Ana lê ao vivo; o que era novo deixa de ser', async ({
  integrator,
  reviewer,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'duvidas-'));
  const [ana, clara, davi] = await Promise.all([integrator('ana'), reviewer('clara'), reviewer('davi')]);
  const system = uniqueName('Dúvidas');
  const { credential } = await approve(clara, await submitted(ana, { system, cnes, services: ['rnds-ria-r'] }));
  const credentialId = credential?.id ?? '';
  await (await sampleConnector(ana, credentialId, folder))();

  // Antes de haver quem leia, a página diz quando haverá.
  await ana.goto(`/credenciais/${credentialId}/conformidade`);
  const asked = ana.locator('.requirements > li', { hasText: TITLE });
  await expect(ana.getByText('Dúvidas sobre um requisito')).toBeVisible();
  await asked.locator('summary').first().click();
  await expect(asked.getByRole('button', { name: /^Perguntar/ })).toHaveCount(0);

  // Uma declaração leva o botão embora, e o foco fica no requisito.
  const attested = ana.locator('.requirements > li', { hasText: ATTESTED });
  await attested.locator('summary').first().click();
  await attested.getByRole('button', { name: /^Declarar: / }).click();
  await attested.getByLabel('Como o seu sistema faz isso').fill('A tela mostra ao operador o id que a RNDS deu.');
  await attested.getByRole('button', { name: 'Declarar', exact: true }).press('Enter');
  await expect(attested.getByText('Declarado em')).toBeVisible();
  await expect(attested.locator('summary').first()).toBeFocused();

  const request = await submitWithEvidence(ana, await productionDraftFrom(ana, credentialId));
  await ana.reload();
  await asked.locator('summary').first().click();
  await asked.getByRole('button', { name: `Perguntar sobre ${TITLE}` }).press('Enter');
  const field = asked.getByLabel('Mensagem para a equipe de análise');
  await asked.getByRole('button', { name: 'Enviar' }).click();
  await expect(asked.getByText('Escreva a mensagem.')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill('O CPF de quem enviou é 529.982.247-25.');
  await asked.getByRole('button', { name: 'Enviar' }).click();
  await expect(asked.getByText('não pode ter o CPF de ninguém')).toBeVisible();
  await expectAccessible(ana, 'duvidas-pergunta');
  await ana.setViewportSize(WIDE);
  await field.fill(QUESTION);
  // O que ainda não foi enviado não se perde.
  await ana.reload();
  await asked.locator('summary').first().click();
  await asked.getByRole('button', { name: /^Perguntar/ }).click();
  await expect(field).toHaveValue(QUESTION);

  // Clara está na página antes de a pergunta chegar.
  await clara.goto(`/solicitacoes/${request.id}`);
  const runs = clara.getByRole('region', { name: 'Roteiros de conformidade' });
  await expect(runs.getByRole('button', { name: /^Ver os requisitos/ })).toBeVisible();
  const claraStays = await notReloaded(clara);

  await asked.getByRole('button', { name: 'Enviar' }).click();
  const log = asked.getByRole('log', { name: `Mensagens sobre ${TITLE}` });
  await expect(log).toContainText('Como mostramos a troca?');
  await expect(log).toContainText('Você');
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
  const closed = asked.getByRole('button', { name: `1 mensagem sobre ${TITLE}` });
  await closed.click();
  const anaStays = await notReloaded(ana);

  await expect(runs.getByText(', 1 mensagem nova')).toBeVisible();
  await runs.getByRole('button', { name: /^Ver os requisitos/ }).click();
  const doubted = clara.locator('details.conformance-requirement', { hasText: TITLE });
  await expect(doubted.getByRole('heading', { name: /1 mensagem nova/ })).toBeVisible();
  await doubted.locator('summary').first().click();
  await doubted.getByRole('button', { name: `1 mensagem, 1 nova sobre ${TITLE}` }).press('Enter');
  const read = doubted.getByRole('log');
  await expect(read).toContainText('Nosso token nunca vence antes do envio.');
  await expect(read).toContainText('Integrador');
  await expect(doubted.getByRole('button', { name: `1 mensagem sobre ${TITLE}` })).toBeVisible();
  await expect(runs.getByText('mensagem nova')).toHaveCount(0);
  await expectAccessible(clara, 'duvidas-resposta');
  await clara.setViewportSize(WIDE);
  await doubted.getByLabel('Mensagem para o integrador').fill(ANSWER);
  await doubted.getByRole('button', { name: 'Enviar' }).click();
  await expect(read).toContainText(ANSWER);

  // Ana não recarrega nada, e não fica sabendo quem respondeu.
  await expect(ana.getByText('1 mensagem nova da equipe de análise')).toBeVisible();
  await expect(asked.locator('summary').first()).toContainText('1 mensagem nova');
  await asked.getByRole('button', { name: `2 mensagens, 1 nova sobre ${TITLE}` }).click();
  await expect(log).toContainText(ANSWER);
  await expect(log).toContainText('Equipe de análise');
  await expect(log).not.toContainText('Clara');
  await expect(ana.getByText('mensagem nova')).toHaveCount(0);
  await expect(asked.getByRole('button', { name: `2 mensagens sobre ${TITLE}` })).toBeVisible();
  await expectAccessible(ana, 'duvidas-lidas');
  await ana.setViewportSize(WIDE);

  // Com a conversa aberta, o que chega aparece, e já está lido.
  await doubted.getByLabel('Mensagem para o integrador').fill('Ficou claro?');
  await doubted.getByRole('button', { name: 'Enviar' }).click();
  await expect(log).toContainText('Ficou claro?');
  await expect(asked.getByRole('button', { name: `3 mensagens sobre ${TITLE}` })).toBeVisible();
  await anaStays();
  await claraStays();

  // O que é novo é novo para cada pessoa.
  await davi.goto(`/solicitacoes/${request.id}`);
  await expect(davi.getByText(', 3 mensagens novas')).toBeVisible();
  await rm(folder, { recursive: true });
});
