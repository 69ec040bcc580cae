import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { sampleConnector } from './sample-connector.ts';

const cnes = ESTABLISHMENTS.romuloRocha;

test('Os passos de Ana contam sozinhos, enquanto o conector dela chama', async ({ integrator, reviewer }) => {
  const folder = await mkdtemp(join(tmpdir(), 'conformidade-'));
  const [page, clara] = [await integrator('ana'), await reviewer('clara')];
  const system = uniqueName('Conformidade');
  const { credential } = await approve(clara, await submitted(page, { system, cnes, services: ['rnds-ria-r'] }));
  const credentialId = credential?.id ?? '';
  const run = await sampleConnector(page, credentialId, folder);

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
  await expect(token.getByText('Aprovado')).not.toHaveCount(0);
  await expectAccessible(page, 'conformidade-depois');
  await page.setViewportSize({ width: 1280, height: 800 });

  // O que falta, só isso; e a falha que um passo pede é armada dali mesmo.
  await page.getByText('Só o que falta').click();
  await expect(token).toBeHidden();
  const renewal = page.locator('details', { hasText: 'Um token recusado por vencido' }).first();
  await renewal.locator('summary').first().click();
  await renewal.getByRole('button', { name: 'Armar a falha: Token vencido (EHR-ERR882)' }).click();
  await expect(page.getByText('Falha armada: ela espera').first()).toBeVisible();

  // O que nenhuma chamada mostra é declarado, e pode ser retirado.
  const attested = page.locator('.requirements > li', { hasText: 'O id da RNDS fica no registro de quem enviou' });
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
