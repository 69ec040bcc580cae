import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expect } from './journey.ts';
import { saveDownload } from './save-download.ts';

const CONNECTOR = resolve(import.meta.dirname, '../../packages/sample-connector/src/main.ts');

/** Runs the sample connector, with what more it is told; gives what it printed. */
export type RunConnector = (more?: Record<string, string>, env?: Record<string, string>) => Promise<string>;

/** The options of a command as the page of tests gives it, by their names. */
function optionsOf(command: string): Record<string, string> {
  return Object.fromEntries([...command.matchAll(/--(\w+) (\S+)/g)].map(([, name = '', value = '']) => [name, value]));
}

/** Draws a trial certificate at the page of tests, into a folder, and makes the sample connector ready with it. */
export async function sampleConnector(page: Page, credentialId: string, folder: string): Promise<RunConnector> {
  await page.goto(`/credenciais/${credentialId}/testes`);
  await page.getByRole('button', { name: 'Gerar certificado de teste' }).click();
  const dialog = page.getByRole('dialog', { name: 'Certificado de teste gerado' });
  const pfx = await saveDownload(dialog.getByRole('button', { name: /^Baixar teste-\d+\.pfx$/ }), folder);
  const ca = await saveDownload(dialog.getByRole('button', { name: /^Baixar autoridade-de-teste\.pem$/ }), folder);
  const password = (await dialog.locator('.secret code').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Concluir' }).click();
  await expect(dialog).toBeHidden();
  const command = page.locator('code', { hasText: 'pnpm@12 connector' }).first();
  const { suite: _, portal: _at, credential: _id, ...values } = optionsOf((await command.textContent()) ?? '');
  const told = { ...values, pfx, ca };
  return async (more = {}, env = {}) => {
    const values = Object.entries({ ...told, ...more }).flatMap(([name, value]) => [`--${name}`, value]);
    const { stdout } = await promisify(execFile)(process.execPath, [CONNECTOR, ...values], {
      env: { ...process.env, RNDS_CERTIFICADO_SENHA: password, ...env },
    });
    return stdout;
  };
}
