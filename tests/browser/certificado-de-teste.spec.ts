import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';
import { saveDownload } from './save-download.ts';
import { carries, recordSent } from './sent-requests.ts';

const cnes = ESTABLISHMENTS.romuloRocha;

/** Runs what the page has to be pasted, in the folder of the files: what a shell prints. */
async function paste(page: Page, folder: string, ...titles: string[]): Promise<string> {
  const blocks = page.locator('figure');
  const of = (title: string) => blocks.filter({ has: page.getByText(title, { exact: true }) }).locator('pre code');
  const commands = await Promise.all(titles.map((title) => of(title).textContent()));
  return execFileSync('sh', ['-c', commands.join('\n')], { cwd: folder, encoding: 'utf8' });
}

test('Ana tira um certificado de teste e faz as primeiras chamadas com o que a página dá para colar', async ({
  integrator,
  reviewer,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'certificado-de-teste-'));
  const [page, clara] = [await integrator('ana'), await reviewer('clara')];
  const system = uniqueName('Testes');
  await approve(clara, await submitted(page, { system, cnes }));
  const sent = recordSent(page);

  await page.goto('/credenciais?aba=homologacao');
  await page.locator('.credential', { hasText: system }).getByRole('link', { name: 'Começar os testes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Testes de ${system}` })).toBeVisible();
  await expect(page.getByText('não é ICP-Brasil')).toBeVisible();
  await expectAccessible(page, 'integrador-testes-antes');

  await page.getByRole('button', { name: 'Gerar certificado de teste' }).click();
  const dialog = page.getByRole('dialog', { name: 'Certificado de teste gerado' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page, 'integrador-testes-certificado');
  // Who leaves without the key is asked first.
  await dialog.getByRole('button', { name: 'Concluir' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Você ainda não baixou a chave.');
  await expect(dialog.getByRole('button', { name: 'Sair sem baixar' })).toBeVisible();

  const download = async (name: RegExp) => readFile(await saveDownload(dialog.getByRole('button', { name }), folder));
  const pfx = await download(/^Baixar teste-\d+\.pfx$/);
  const pem = await download(/^Baixar teste-\d+\.pem$/);
  await download(/^Baixar autoridade-de-teste\.pem$/);
  const passphrase = (await dialog.locator('.secret code').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Concluir' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: /Válido até/ })).toHaveCount(1);
  await expectAccessible(page, 'integrador-testes-depois');

  // The file opens by its password, by no other, and its key was sent to nobody.
  expect(() => createSecureContext({ pfx, passphrase })).not.toThrow();
  expect(() => createSecureContext({ pfx, passphrase: 'outra' })).toThrow();
  const key = createPrivateKey(pem);
  const certificate = new X509Certificate(pem.subarray(pem.indexOf('-----BEGIN CERTIFICATE')));
  expect(certificate.checkPrivateKey(key)).toBe(true);
  expect(certificate.subject).toContain('O=CERTIFICADO DE TESTE - NAO E ICP-BRASIL');
  const { d = '', p = '', q = '' } = key.export({ format: 'jwk' });
  const secrets = [d, p, q].map((part) => Buffer.from(part, 'base64url'));
  const told = sent.filter(
    ({ text }) => text.includes(passphrase) || [pfx, ...secrets].some((secret) => carries(text, secret)),
  );
  expect(told.map(({ url }) => url)).toEqual([]);
  expect(sent.filter(({ text }) => text.includes('BEGIN CERTIFICATE REQUEST'))).toHaveLength(1);

  const [token, ...answers] = (await paste(page, folder, 'Token', 'Metadados', 'Consulta')).split('\n');
  expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  const said = answers.join('\n');
  expect(said).toContain('CapabilityStatement');
  expect(said).toContain('"resourceType":"Patient"');

  // Quem gera a chave no próprio servidor traz só o pedido dela; uma chave escolhida por engano não vai a lugar nenhum.
  await page.getByText('A chave é gerada no seu servidor?').click();
  await paste(page, folder, 'Chave e pedido');
  const chosen = page.getByLabel('Arquivo do pedido');
  await chosen.setInputFiles(join(folder, 'chave.pem'));
  await expect(page.getByText('Isto traz uma chave privada, e nada foi enviado.')).toBeVisible();
  await page.getByRole('button', { name: 'Emitir para este pedido' }).click();
  await expect(page.getByText('Cole o pedido, ou escolha o arquivo.')).toBeVisible();
  await chosen.setInputFiles(join(folder, 'pedido.csr'));
  await expectAccessible(page, 'integrador-testes-pedido');
  await page.getByRole('button', { name: 'Emitir para este pedido' }).click();
  await expect(page.getByText('Certificado emitido para a sua chave')).toBeVisible();
  await expect(page.getByRole('row', { name: /Válido até/ })).toHaveCount(2);
  await saveDownload(page.getByRole('button', { name: /^Baixar teste-\d+\.crt$/ }), folder);
  await paste(page, folder, 'Chave e certificado');
  expect(await paste(page, folder, 'Token')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  const kept = createPrivateKey(await readFile(join(folder, 'chave.pem'))).export({ format: 'jwk' });
  const own = [kept.d, kept.p, kept.q].map((part = '') => Buffer.from(part, 'base64url'));
  expect(sent.filter(({ text }) => own.some((secret) => carries(text, secret)))).toEqual([]);
  const [other = ''] = (
    await page
      .getByRole('row', { name: /Válido até/ })
      .getByRole('rowheader')
      .allTextContents()
  ).filter((serial) => serial !== certificate.serialNumber);
  await page.getByRole('button', { name: `Revogar o certificado ${other}` }).click();
  await page.getByRole('button', { name: 'Revogar certificado' }).click();
  await expect(page.getByRole('row', { name: /Válido até/ })).toHaveCount(1);

  await page.getByRole('button', { name: `Revogar o certificado ${certificate.serialNumber}` }).click();
  const confirm = page.getByRole('dialog', { name: 'Revogar o certificado de teste?' });
  await confirm.getByRole('button', { name: 'Revogar certificado' }).click();
  await expect(confirm).toBeHidden();
  await expect(page.getByRole('row', { name: /Revogado em/ })).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Gerar certificado de teste' })).toBeVisible();
  await expect.poll(() => paste(page, folder, 'Token', 'Consulta')).toContain('EHR-ERR884');
  await rm(folder, { recursive: true });
});
