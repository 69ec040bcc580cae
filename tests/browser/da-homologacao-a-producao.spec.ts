import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { act, graph } from './graph.ts';
import { expect, origins, test } from './journey.ts';
import { reportCountsUntil } from './report-counts-until.ts';
import { sampleConnector } from './sample-connector.ts';
import { saveDownload } from './save-download.ts';

const cnes = ESTABLISHMENTS.mutirao;
const WIDE = { width: 1280, height: 800 };

/** A token by which the connector arms the faults that its steps need. */
async function accessToken(page: Page): Promise<string> {
  const { made } = await graph<{ made: { token: string } }>(
    page,
    `mutation ($name: String!) { made: createPersonalAccessToken(input: { name: $name, scopes: ["credentials:write"] }) { token } }`,
    { name: uniqueName('Conector') },
  );
  return made.token;
}

/** Declares whatever no call can show, one after the other, until nothing is left. */
async function declareAll(page: Page): Promise<void> {
  const waiting = page.locator('.requirements > li', { hasText: 'Declarar' });
  await expect(waiting).not.toHaveCount(0);
  for (let left = await waiting.count(); left > 0; left -= 1) {
    await expect(waiting).toHaveCount(left);
    const one = waiting.first();
    await one.locator('summary').first().click();
    await one.getByRole('button', { name: /^Declarar: / }).click();
    await one.getByLabel('Como o seu sistema faz isso').fill('O sistema faz assim, e a equipe confere a cada versão.');
    await one.getByRole('button', { name: 'Declarar', exact: true }).click();
    await expect(waiting).toHaveCount(left - 1);
  }
}

test('O conector de Ana cumpre o roteiro, o relatório se escreve, e Clara o confere e aprova', async ({
  integrator,
  reviewer,
  visitor,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'da-homologacao-'));
  const [page, clara] = [await integrator('ana'), await reviewer('clara')];
  const system = uniqueName('Roteiro');
  const { credential } = await approve(clara, await submitted(page, { system, cnes, services: ['rnds-ria-r'] }));
  const credentialId = credential?.id ?? '';
  const run = await sampleConnector(page, credentialId, folder);

  await page.goto(`/credenciais/${credentialId}/conformidade`);
  await run(
    { suite: 'ria-r', portal: origins().integrators, credential: credentialId },
    { PORTAL_TOKEN: await accessToken(page) },
  );
  await page.getByText('Só o que falta').click();
  await expect(page.getByText('A seguir:')).toBeVisible();
  await declareAll(page);
  await expect(page.getByText('Roteiro completo: a evidência está pronta')).toBeVisible();
  await page.getByRole('button', { name: 'Emitir o relatório' }).click();
  await expect(page.getByRole('link', { name: 'Baixar o PDF' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Baixar o carimbo do tempo do PDF' })).toBeVisible();
  await page.getByRole('button', { name: 'Emitir de novo' }).click();
  const told = page.getByRole('region', { name: 'Avisos', exact: true });
  await expect(told).toContainText('Nada mudou desde que este relatório foi emitido');
  await expectAccessible(page, 'conformidade-completa');
  await page.setViewportSize(WIDE);
  const path = await saveDownload(page.getByRole('link', { name: 'Baixar o PDF' }), folder);

  // Quem recebe o arquivo confere que é ele mesmo, sem entrar.
  const verification = await page.getByRole('link', { name: 'Página de verificação' }).getAttribute('href');
  const anyone = await visitor();
  await anyone.goto(verification ?? '');
  await expect(anyone.getByText(system)).toBeVisible();
  await anyone.getByLabel('Arquivo do relatório').setInputFiles(path);
  await expect(anyone.getByText('É o relatório que o Portal emitiu')).toBeVisible();
  await expect(anyone.getByText(/O carimbo do tempo, de Autoridade de Carimbo do Tempo de Teste, diz/)).toBeVisible();
  await expectAccessible(anyone, 'verificar-relatorio');

  // A produção é pedida dali mesmo, e o relatório anexado em um clique.
  await page.getByRole('button', { name: 'Solicitar acesso ao ambiente de produção' }).click();
  await expect(page).toHaveURL(/\/solicitacoes\/[^/]+\/evidencias$/);
  const requestId = new URL(page.url()).pathname.split('/')[2] ?? '';
  await page.getByRole('button', { name: /^Anexar relatório de conformidade/ }).click();
  await expect(page.getByText('Anexado a esta solicitação.')).toBeVisible();
  // Ele comprova tudo o que a produção pede: captura nenhuma falta.
  await expect(page.getByText('Nenhum arquivo marcado ainda')).toHaveCount(0);
  await expect(page.getByText('Antes de enviar, confira o que as evidências comprovam')).toBeHidden();
  await page.getByRole('button', { name: /^Anexar de novo, se algo mudou/ }).click();
  await expect(told).toContainText('desde que o relatório anexado foi emitido');
  await expectAccessible(page, 'evidencias-com-relatorio');

  // Um relatório que venceu enquanto o rascunho esperava não segue, e ela sabe antes e depois de enviar.
  const report = verification?.split('/').at(-1) ?? '';
  const counts = await reportCountsUntil(report, new Date('2020-01-01'));
  await page.reload();
  await expect(page.getByText(/\.pdf: /)).toBeVisible();
  await page.getByRole('button', { name: 'Enviar para análise' }).click();
  const refusal = page.getByRole('link', {
    name: /este relatório de conformidade venceu em .* Emita um relatório novo/,
  });
  await expect(refusal).toBeVisible();
  await expectAccessible(page, 'relatorio-que-nao-vale');
  await refusal.click();
  await expect(page.locator('li:focus', { hasText: 'relatorio-de-conformidade' })).toBeVisible();
  await expect(page).toHaveURL(/\/evidencias$/);
  await reportCountsUntil(report, counts);
  const { accessRequest } = await graph<{ accessRequest: { version: number } }>(
    page,
    'query ($id: ID!) { accessRequest(id: $id) { version } }',
    { id: requestId },
  );
  const request = await act(
    page,
    `mutation ($id: ID!, $version: Int!) { submitAccessRequest(id: $id, version: $version) {
       accessRequest { id version protocol credential { id } } problems { message } } }`,
    { id: requestId, version: accessRequest.version },
  );

  // Clara vê cada requisito e repete a validação do que foi enviado.
  await clara.goto(`/solicitacoes/${requestId}`);
  await expect(clara.getByRole('heading', { name: 'Relatório de conformidade' })).toBeVisible();
  await expect(clara.getByText(/Carimbo do tempo de Autoridade de Carimbo do Tempo de Teste, em/)).toBeVisible();
  const requirement = clara.locator('details', { hasText: 'Um token serve a muitas chamadas' }).first();
  await expect(requirement).toBeVisible();
  const created = clara.locator('details.conformance-requirement', { hasText: 'create-document, 201' }).first();
  await created.locator('summary').first().click();
  await created
    .getByRole('button', { name: /de POST create-document/ })
    .first()
    .click();
  await expect(clara.getByText('Validação repetida: nada a corrigir')).toBeVisible();
  await expectAccessible(clara, 'analise-relatorio');
  expect((await approve(clara, request)).credential?.id).toBeTruthy();
  await rm(folder, { recursive: true });
});
