import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startThrowawayPortal } from '@portal/start';
import { expectAccessible } from './accessible.ts';
import { expect, notReloaded, test } from './journey.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const TITLE = "text === '' ? 'Serviços' : `Serviços com";

/** The frontends as they were built, and the sources of one console, where a test may build them anew. */
async function frontendsApart(place: string): Promise<string> {
  const frontends = join(place, 'frontends');
  for (const name of ['shell', 'integrator', 'reviewer']) {
    await cp(join(ROOT, 'frontends', name, 'dist'), join(frontends, name, 'dist'), { recursive: true });
  }
  const console = join(frontends, 'integrator');
  for (const name of ['src', 'index.html', 'package.json', 'tsconfig.json', 'vite.config.ts']) {
    await cp(join(ROOT, 'frontends/integrator', name), join(console, name), { recursive: true });
  }
  await symlink(join(ROOT, 'frontends/integrator/node_modules'), join(console, 'node_modules'));
  for (const name of ['packages', 'docs', 'node_modules', 'tsconfig.base.json'])
    await symlink(join(ROOT, name), join(place, name));
  return frontends;
}

/** Builds the console as a new version of it is built: into the folder that the gateway serves. */
async function buildAnew(console: string): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: console,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  const code = await new Promise((ended) => child.once('close', ended));
  expect(code, told).toBe(0);
}

async function change(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

test('sai uma versão nova do console: quem estava nele continua, e quem chega recebe a nova', async ({ contexts }) => {
  const place = await mkdtemp(join(tmpdir(), 'atualizacao-'));
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rm(place, { recursive: true, force: true }));
  const frontends = await frontendsApart(place);
  const portal = cleanup.use(await startThrowawayPortal({ ...process.env, CONSOLES_DIR: frontends }));
  const console = join(frontends, 'integrator');
  const open = async () => {
    const page = await (await contexts(portal.url)).newPage();
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    return page;
  };

  const old = await open();
  const same = await notReloaded(old);
  const source = join(console, 'src/services/service-search.page.tsx');
  await change(source, TITLE, TITLE.replace('Serviços', 'Todos os serviços'));
  await buildAnew(console);

  await test.step('a aba antiga abre uma página que ainda não tinha', async () => {
    await old.getByRole('link', { name: 'Serviços', exact: true }).click();
    await expect(old.getByRole('heading', { level: 1, name: 'Serviços', exact: true })).toBeVisible();
    await same();
  });
  await test.step('uma aba nova tem a versão nova', async () => {
    const fresh = await open();
    await fresh.getByRole('link', { name: 'Serviços', exact: true }).click();
    await expect(fresh.getByRole('heading', { level: 1, name: 'Todos os serviços' })).toBeVisible();
  });
  await test.step('uma versão que o Portal não sabe usar é dita, e recarregar resolve', async () => {
    const manifest = join(console, 'dist/mf-manifest.json');
    const built = await readFile(manifest, 'utf8');
    const put = async (text: string, id: string) => {
      await rm(manifest);
      await writeFile(manifest, text);
      const record = join(console, 'dist/build.json');
      await writeFile(record, JSON.stringify({ ...JSON.parse(await readFile(record, 'utf8')), id }));
    };
    await put(built.replace(/"contract":\d+/, '"contract":999'), 'another-contract');
    const page = await (await contexts(portal.url)).newPage();
    const newVersion = page.getByRole('heading', { level: 1, name: 'Há uma versão nova do Portal' });
    await expect(async () => {
      await page.goto('/servicos');
      await expect(newVersion).toBeVisible();
    }).toPass();
    await expectAccessible(page, 'outra-versao');
    await put(built, 'the-contract-again');
    await expect(async () => {
      await page.getByRole('button', { name: 'Recarregar' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Todos os serviços' })).toBeVisible();
    }).toPass();
  });
});
