import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { graph } from './graph.ts';
import { expect, test } from './journey.ts';

const CONNECTOR = resolve(import.meta.dirname, '../../packages/sample-connector/src/main.ts');
const cnes = ESTABLISHMENTS.romuloRocha;

interface Access {
  authUrl: string;
  ehrUrl: string;
  people: { kind: string; cns: string }[];
  professionals: { cns: string }[];
}

interface Credential {
  requesterIdentifier: string;
  homologationAccess: Access;
}

/** Has the browser save a file; gives where. */
async function download(page: Page, name: RegExp, folder: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name }).click(),
  ]);
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

/** Draws a trial certificate as the page has it, and runs the sample connector with it. */
async function connectorOf(page: Page, credentialId: string, folder: string): Promise<() => Promise<string>> {
  await page.goto(`/credenciais/${credentialId}/testes`);
  await page.getByRole('button', { name: 'Gerar certificado de teste' }).click();
  const dialog = page.getByRole('dialog', { name: 'Certificado de teste gerado' });
  const pfx = await download(page, /^Baixar teste-\d+\.pfx$/, folder);
  const ca = await download(page, /^Baixar autoridade-de-teste\.pem$/, folder);
  const password = (await dialog.locator('.secret code').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Concluir' }).click();
  await expect(dialog).toBeHidden();
  const { credential } = await graph<{ credential: Credential }>(
    page,
    `query ($id: ID!) { credential(id: $id) { requesterIdentifier homologationAccess {
       authUrl ehrUrl people { kind cns } professionals { cns } } } }`,
    { id: credentialId },
  );
  const { requesterIdentifier, homologationAccess: access } = credential;
  const told = {
    auth: access.authUrl,
    ehr: access.ehrUrl,
    pfx,
    ca,
    identifier: requesterIdentifier,
    cnes,
    operator: access.professionals[0]?.cns ?? '',
    patient: access.people.find(({ kind }) => kind === 'ORDINARY')?.cns ?? '',
  };
  const values = Object.entries(told).flatMap(([name, value]) => [`--${name}`, value]);
  const env = { ...process.env, RNDS_CERTIFICADO_SENHA: password };
  return async () => (await promisify(execFile)(process.execPath, [CONNECTOR, ...values], { env })).stdout;
}

test('Os passos de Ana contam sozinhos, enquanto o conector dela chama', async ({ integrator, reviewer }) => {
  const folder = await mkdtemp(join(tmpdir(), 'conformidade-'));
  const [page, clara] = [await integrator('ana'), await reviewer('clara')];
  const system = uniqueName('Conformidade');
  const { credential } = await approve(clara, await submitted(page, { system, cnes, services: ['rnds-ria-r'] }));
  const credentialId = credential?.id ?? '';
  const run = await connectorOf(page, credentialId, folder);

  await page.getByRole('link', { name: 'Ver a conformidade' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Conformidade de ${system}` })).toBeVisible();
  await expect(page.getByText('Ainda sem chamadas')).toBeVisible();
  await expectAccessible(page, 'conformidade-antes');

  await page.setViewportSize({ width: 1280, height: 800 });
  // Nada é iniciado nem recarregado: o conector chama, e a página conta.
  expect(await run()).toContain('excluído');
  const sent = page.getByRole('group').filter({ hasText: 'O token é pedido com o certificado da credencial' });
  await expect(sent.first()).toContainText('Aprovado');
  await expect(page.getByRole('definition').filter({ hasText: 'conector-de-exemplo/' })).toBeVisible();
  await expect(page.getByText('A seguir:')).toBeVisible();

  const token = page.locator('details', { hasText: 'O token é pedido com o certificado da credencial' }).first();
  await token.locator('summary').first().click();
  await token.getByText('A tentativa').click();
  await expect(token.getByText('conector-de-exemplo/').first()).toBeVisible();
  await expectAccessible(page, 'conformidade-depois');
  await page.setViewportSize({ width: 1280, height: 800 });

  // O que falta, só isso; e a falha que um passo pede é armada dali mesmo.
  await page.getByText('Só o que falta').click();
  await expect(token).toBeHidden();
  const renewal = page.locator('details', { hasText: 'Um token recusado por vencido' }).first();
  await renewal.locator('summary').first().click();
  await renewal.getByRole('button', { name: 'Armar a falha: Token vencido (EHR-ERR882)' }).click();
  await expect(page.getByText('Falha armada')).toBeVisible();
  await run();
  await expect(page.locator('details', { hasText: 'Um token recusado por vencido' })).toHaveCount(0);

  // O que nenhuma chamada mostra é declarado, e pode ser retirado.
  const attested = page.locator('li', { has: page.getByRole('button', { name: /^Declarar: / }) }).first();
  await attested.locator('summary').first().click();
  await attested.getByRole('button', { name: /^Declarar: / }).click();
  await attested.getByLabel('Como o seu sistema faz isso').fill('curto');
  await attested.getByRole('button', { name: 'Declarar', exact: true }).click();
  await expect(attested.getByText(/10/).last()).toBeVisible();
  await expectAccessible(page, 'conformidade-declaracao');
  await page.setViewportSize({ width: 1280, height: 800 });
  await attested.getByLabel('Como o seu sistema faz isso').fill('A tela mostra ao operador a recusa e o que corrigir.');
  await attested.getByRole('button', { name: 'Declarar', exact: true }).click();
  await expect(attested).toHaveCount(0);

  // O que foi enviado é julgado de novo.
  const call = page.locator('details', { hasText: 'POST /api/fhir/r4/Bundle' }).first();
  await call.locator('summary').first().click();
  await call.getByRole('button', { name: 'Repetir a validação' }).click();
  await expect(call.getByText('Nada a corrigir')).toBeVisible();
  await rm(folder, { recursive: true });
});
