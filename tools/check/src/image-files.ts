import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { ROOT } from './run.ts';

/** The services that run in production; the local issuer does not. */
export const IMAGE_SERVICES = ['catalogue', 'credentials', 'gateway', 'homologation'].map((name) => `services/${name}`);

/** What is read beside the services and the packages that they are made of. */
const READ = ['docs', 'docker-entrypoint.sh', 'packages/client/.build', 'pnpm-workspace.yaml'];

/** Of tests and of what builds nothing runs in production. */
const LEFT_OUT = /^(node_modules|testing|\.wireit|tsconfig\.json|rolldown\.config\.ts|bundle\.ts)$|\.test\.tsx?$/;

interface Manifest {
  dependencies?: Record<string, string>;
}

/** The folders of the workspace that a folder needs to run, itself among them. */
async function needed(folder: string, folders: ReadonlyMap<string, string>, known: Set<string>): Promise<void> {
  if (known.has(folder)) return;
  known.add(folder);
  const { dependencies = {} }: Manifest = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'));
  for (const [name, version] of Object.entries(dependencies)) {
    const other = version.startsWith('workspace:') ? folders.get(name) : undefined;
    if (other) await needed(other, folders, known);
  }
}

async function workspace(): Promise<Map<string, string>> {
  const folders = (await readdir(join(ROOT, 'packages'))).map((name) => `packages/${name}`);
  const named = folders.map(async (folder) => {
    const { name } = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8')) as { name: string };
    return [name, folder] as const;
  });
  return new Map(await Promise.all(named));
}

/** Puts what the production image has into a folder: what the services run with, built before, and no more. */
export async function writeImageFiles(folder: string): Promise<void> {
  const folders = new Set<string>();
  const known = await workspace();
  for (const service of IMAGE_SERVICES) await needed(service, known, folders);
  await mkdir(folder, { recursive: true });
  for (const path of [...folders, ...READ]) await copy(path, folder, (name) => !LEFT_OUT.test(name));
  for (const frontend of await readdir(join(ROOT, 'frontends'))) await copy(`frontends/${frontend}/dist`, folder);
  await writeManifest(folder, [...folders]);
  const install = ['-y', 'pnpm@12', 'install', '--prod', '--frozen-lockfile', '--prefer-offline'];
  await promisify(execFile)('npx', ['--prefer-offline', ...install], { cwd: folder });
}

/** The lockfile of these folders alone: pnpm refuses one that names folders that are not there. */
async function writeManifest(folder: string, folders: readonly string[]): Promise<void> {
  const lock = parse(await readFile(join(ROOT, 'pnpm-lock.yaml'), 'utf8')) as { importers: Record<string, unknown> };
  const kept = Object.entries(lock.importers).filter(([importer]) => folders.includes(importer));
  const importers = Object.fromEntries([['.', {}], ...kept]);
  await writeFile(join(folder, 'pnpm-lock.yaml'), stringify({ ...lock, importers }));
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
}

async function copy(path: string, folder: string, wanted: (name: string) => boolean = () => true): Promise<void> {
  await cp(join(ROOT, path), join(folder, path), {
    recursive: true,
    filter: (source) => relative(join(ROOT, path), source) === '' || wanted(basename(source)),
  });
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('Which folder?');
  await writeImageFiles(resolve(folder));
}
