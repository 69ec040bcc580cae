import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientAddress, readmeExamples, tokenFor } from './installed-client.ts';
import { Person, portalUrl, reviewerUrl } from './person.ts';
import { requestIn } from './stages.ts';

const exec = promisify(execFile);
const PACKAGE = resolve(import.meta.dirname, '../../packages/client');
const TSC = resolve(import.meta.dirname, '../../node_modules/.bin/tsc');

/** What any consumer may do with the types alone, without those of Node. */
const CONSUMER = `
import { clientCredentials, createPortalClient, type Cost, present, unwrap } from '@portal-servicos/client';
import { CreateWebhookDocument, ServicesDocument, type ServicesQuery } from '@portal-servicos/client';

const costs: Cost[] = [];
const url = new URL('https://portal.example');
const token = clientCredentials({ url, clientId: 'a', privateKey: { kty: 'EC' } });
const portal = createPortalClient({ url, token, onCost: (cost) => costs.push(cost) });
const found: ServicesQuery = await portal.request(ServicesDocument, { filter: { kind: 'API' } });
const slug: string | undefined = present(found.services).edges[0]?.node.slug;
const input = { url: slug ?? '', eventTypes: ['REQUEST_APPROVED' as const] };
const secret: string = unwrap((await portal.request(CreateWebhookDocument, { input })).createWebhook).secret;
const left: number = (await portal.rateLimit()).remaining;
// @ts-expect-error: one or the other has to be there.
clientCredentials({ url, clientId: 'a' });
// @ts-expect-error: the input is not optional.
portal.request(CreateWebhookDocument);
export { left, secret };
`;

/** The programs named node on this machine, one a version: the one that runs this, and the one that people start with. */
async function nodes(): Promise<[version: string, path: string][]> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = new Map<string, string>();
  for (const path of [process.execPath, ...folders.map((folder) => join(folder, 'node'))]) {
    const version = await access(path).then(
      async () => (await exec(path, ['--version'])).stdout.trim(),
      () => undefined,
    );
    if (version !== undefined && !found.has(version)) found.set(version, path);
  }
  return [...found];
}

let folder: string;
let env: Record<string, string>;
/** Of somebody who has npm, nothing else, and no registry: all comes from the portal. */
const home = (name: string) => ({
  HOME: join(folder, name),
  PATH: process.env.PATH ?? '',
  npm_config_registry: 'http://127.0.0.1:9',
  npm_config_fetch_retries: '0',
  npm_config_audit: 'false',
  npm_config_update_notifier: 'false',
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-installed-'));
  await mkdir(join(folder, 'app'));
  const install = ['install', '--allow-remote=root', clientAddress(), '--prefix', '.'];
  await exec('npm', install, { cwd: join(folder, 'app'), env: home('home') });
  env = { PORTAL_URL: portalUrl(), PORTAL_TOKEN: await tokenFor(await Person.signIn('ana')) };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const app = (name: string) => join(folder, 'app', name);

test('the package holds what it needs, and nothing of how it was made', async () => {
  const manifest = JSON.parse(await readFile(app('node_modules/@portal-servicos/client/package.json'), 'utf8'));
  expect(manifest).toMatchObject({ bin: { portal: './dist/portal.js' } });
  const own = ['scripts', 'wireit', 'dependencies', 'peerDependencies', 'devDependencies'];
  expect(Object.keys(manifest).filter((key) => own.includes(key))).toEqual([]);
  const { stdout } = await exec('find', ['.', '-type', 'f'], { cwd: app('node_modules/@portal-servicos/client') });
  expect(stdout.trim().split('\n').sort()).toEqual([
    './LICENSE',
    './README.md',
    './README.pt-BR.md',
    './dist/LICENSES.txt',
    './dist/index.d.ts',
    './dist/index.js',
    './dist/portal.js',
    './dist/time-stamps.js',
    './package.json',
  ]);
});

test('both doors serve the same package', async () => {
  const digests = [portalUrl(), reviewerUrl()].map(async (door) => {
    const response = await fetch(`${door}/client.tgz`);
    expect(response.url).toMatch(/\/client-\d+\.\d+\.\d+\.tgz$/);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-disposition')).toMatch(/portal-servicos-client-\d+\.\d+\.\d+\.tgz/);
    return response.headers.get('etag');
  });
  const [digest, other] = await Promise.all(digests);
  expect(digest).toMatch(/^"[\w-]{43}"$/);
  expect(other).toBe(digest);
});

describe.each(await nodes())('with Node %s', (version, node) => {
  const run = (args: string[], given: Record<string, string> = {}) =>
    exec(node, args, { cwd: app('.'), env: { HOME: folder, PATH: process.env.PATH ?? '', ...given } });

  test('the command line runs from the address alone, without installing', async () => {
    const given = { ...home(`npx-${version}`), PATH: [dirname(node), process.env.PATH].join(delimiter) };
    const npx = (...args: string[]) =>
      exec('npx', ['-y', '--allow-remote=root', clientAddress(), ...args], {
        cwd: folder,
        env: { ...given, PORTAL_URL: portalUrl() },
      });
    expect((await npx('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { stdout } = await npx('catalogue', 'search', 'vacina', '--json');
    expect(stdout).toContain('acina');
  });

  test('the library reads the catalogue as nobody', async () => {
    const program = `
      import { createPortalClient, PortfoliosDocument } from '@portal-servicos/client';
      const { portfolios } = await createPortalClient({ url: process.env.PORTAL_URL }).request(PortfoliosDocument);
      console.log(portfolios.some(({ slug }) => slug === 'rnds'));`;
    expect(await run(['--input-type=module', '--eval', program], env)).toEqual({ stdout: 'true\n', stderr: '' });
  });

  test('the command line reads, and hears live', async () => {
    const portal = app('node_modules/.bin/portal');
    const { protocol } = await requestIn('APPROVED', {
      owner: await Person.signIn('ana'),
      reviewer: await Person.signIn('clara'),
    });
    const { stdout } = await run([portal, 'requests', 'wait', protocol, '--json'], env);
    expect(JSON.parse(stdout)).toMatchObject({ protocol, state: 'APPROVED' });
    // Without a WebSocket it would ask again and again until its time is over.
    const draft = await requestIn('DRAFT', {
      owner: await Person.signIn('ana'),
      reviewer: await Person.signIn('clara'),
    });
    const waited = run([portal, 'requests', 'wait', draft.protocol, '--timeout', '3s'], env);
    await expect(waited).rejects.toMatchObject({
      code: 124,
      stderr: expect.not.stringContaining('Sem conexão ao vivo'),
    });
  });
});

describe('the types', () => {
  beforeAll(async () => {
    await writeFile(app('consumer.ts'), CONSUMER);
    await writeFile(
      app('package.json'),
      JSON.stringify({ type: 'module', ...JSON.parse(await readFile(app('package.json'), 'utf8')) }),
    );
    for (const [name, code] of await readmeExamples()) await writeFile(app(`${name}.ts`), code);
    await mkdir(app('node_modules/@types'));
    await symlink(join(PACKAGE, 'node_modules/@types/node'), app('node_modules/@types/node'));
  });

  test.each([
    ['nodenext', ['--module', 'nodenext']],
    ['bundler', ['--module', 'preserve', '--moduleResolution', 'bundler']],
  ])('resolve under %s, with and without those of Node', async (_resolution, options) => {
    const always = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', ...options];
    const tsc = (args: string[]) =>
      exec(TSC, [...always, ...args], { cwd: app('.') }).catch(({ stdout }) => ({ stdout }));
    expect(await tsc(['--lib', 'es2023,dom,dom.iterable', '--types', '', 'consumer.ts'])).toMatchObject({ stdout: '' });
    const examples = [...(await readmeExamples()).keys()].map((name) => `${name}.ts`);
    expect(await tsc(['--types', 'node', ...examples])).toMatchObject({ stdout: '' });
  });
});
