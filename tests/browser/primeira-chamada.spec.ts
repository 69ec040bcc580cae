import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { saveDownload } from './save-download.ts';

const cnes = ESTABLISHMENTS.romuloRocha;

interface Files {
  pfx: Buffer;
  passphrase: string;
  authority: string;
}

/** Draws a trial certificate and keeps what the page gives, as whoever tries a system does. */
async function drawn(page: Page): Promise<Files> {
  const folder = await mkdtemp(join(tmpdir(), 'primeira-chamada-'));
  await page.getByRole('button', { name: 'Gerar certificado de teste' }).click();
  const dialog = page.getByRole('dialog', { name: 'Certificado de teste gerado' });
  const download = async (name: RegExp) => readFile(await saveDownload(dialog.getByRole('button', { name }), folder));
  const pfx = await download(/^Baixar teste-\d+\.pfx$/);
  const authority = (await download(/^Baixar autoridade-de-teste\.pem$/)).toString();
  const passphrase = (await dialog.locator('.secret code').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Concluir' }).click();
  await expect(dialog).toBeHidden();
  await rm(folder, { recursive: true });
  return { pfx, passphrase, authority };
}

/** A call of the system in test, by the files and nothing else. */
function call(url: string, { pfx, passphrase, authority }: Files, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const tls = { pfx, passphrase, ca: authority, agent: false as const };
    const sent = request(url, { headers: { 'user-agent': 'laboratorio/1.0', ...headers }, ...tls }, (res) => {
      text(res).then((all) => resolve({ status: res.statusCode ?? 0, text: all }), reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('Ana faz a primeira chamada com o certificado de teste, vê a chamada na página e arma uma falha', async ({
  integrator,
  reviewer,
}) => {
  const [page, clara] = [await integrator('ana'), await reviewer('clara')];
  const system = uniqueName('Primeira chamada');
  const { credential } = await approve(clara, await submitted(page, { system, cnes }));
  await page.goto(`/credenciais/${credential?.id}/testes`);
  await expect(page.getByText('Nenhuma chamada')).toBeVisible();

  const files = await drawn(page);
  const address = async (term: string) =>
    (await page.locator('dt', { hasText: term }).locator('xpath=following-sibling::dd[1]').textContent()) ?? '';
  const token = await call(`${await address('Auth')}/api/token`, files);
  expect({ status: token.status, text: token.text.slice(0, 15) }).toEqual({ status: 200, text: '{"access_token"' });
  const calls = page.getByRole('region', { name: '5. Chamadas feitas' });
  await expect(calls.getByText('GET /api/token')).toBeVisible({ timeout: 30_000 });

  // The first professional that the page names.
  const professional = page
    .getByRole('table', { name: 'Profissionais' })
    .getByRole('row')
    .nth(1)
    .locator('code')
    .first();
  const headers = {
    'x-authorization-server': `Bearer ${JSON.parse(token.text).access_token}`,
    authorization: ((await professional.textContent()) ?? '').replaceAll(' ', ''),
  };
  const organization = `${await address('EHR')}/api/fhir/r4/Organization/${cnes}`;
  expect((await call(organization, files, headers)).status).toBe(200);
  await expect(calls.getByText(`GET /api/fhir/r4/Organization/${cnes}`)).toBeVisible({ timeout: 30_000 });

  const faults = page.getByRole('region', { name: '6. Falhas sob demanda' });
  await expect(faults.getByText('Nenhuma falha armada.')).toBeVisible();
  await faults.getByLabel('Falha', { exact: true }).selectOption({ label: 'Erro 503 com Retry-After' });
  await faults.getByRole('button', { name: 'Armar falha' }).click();
  await expect(faults.getByText('Erro 503 com Retry-After: próxima chamada')).toBeVisible();
  await page.getByText('A chamada não chega aqui?').click();
  await expect(page.getByText(/keytool -importcert/)).toBeVisible();
  await expectAccessible(page, 'integrador-testes-chamadas');
  expect((await call(organization, files, headers)).status).toBe(503);
  await expect(calls.getByText('Falha pedida: Erro 503 com Retry-After')).toBeVisible({ timeout: 30_000 });

  await calls.getByLabel('Só as recusadas e as que falharam').check();
  await expect(calls.getByText('GET /api/token')).toBeHidden();
  await calls.getByText('Falha pedida').click();
  await expect(calls.getByText('laboratorio/1.0').first()).toBeVisible();
  await expectAccessible(page, 'integrador-testes-chamada-aberta');
});
