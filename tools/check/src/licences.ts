import { existsSync } from 'node:fs';
import { glob, readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { writeSbom } from './sbom.ts';

// What is shipped, and so given to others: the services, the consoles and the client with all that they are run with or
// made of. Each of its licences lets one use, change and pass it on.

const ROOT = resolve(import.meta.dirname, '../../..');
const SHIPPED = ['services/*/package.json', 'frontends/*/package.json', 'packages/*/package.json'];

/** The client is one file, which carries these. */
const BUNDLED: Readonly<Record<string, readonly string[]>> = {
  '@portal-servicos/client': [
    '@graphql-typed-document-node/core',
    'canonicalize',
    'graphql',
    'graphql-ws',
    'jose',
    'ws',
  ],
};

const FREE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Of those whose manifest names none, what stands in their file LICENSE or at the end of their Readme. */
const BY_FILE: Readonly<Record<string, string>> = { 'combine-errors': 'MIT', 'png-js': 'MIT' };

interface Manifest {
  name: string;
  version?: string;
  license?: string | { type: string };
  licenses?: { type: string }[];
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** Whether an SPDX expression leaves one free: each part of AND, any part of OR. */
function isFree(expression: string): boolean {
  const plain = expression.replace(/[()]/g, '');
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((name) => FREE.has(name.trim())));
}

function licenceOf({ name, license, licenses }: Manifest): string {
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? BY_FILE[name] ?? 'none';
}

/** Where a package finds another: in a node_modules beside or above it. */
function folderOf(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
    if (folder === dirname(folder)) return undefined;
  }
}

const seen = new Set<string>();
/** Those that are not ours, as a bill of materials names them. */
const others = new Set<string>();

async function visit(folder: string): Promise<void> {
  const real = await realpath(folder);
  if (seen.has(real)) return;
  const manifest: Manifest = JSON.parse(await readFile(join(real, 'package.json'), 'utf8'));
  const isOurs = !relative(ROOT, real).includes('node_modules');
  seen.add(real);
  if (!isOurs) others.add(`${manifest.name}@${manifest.version}`);
  if (!isOurs && !isFree(licenceOf(manifest))) {
    console.log(`${manifest.name}@${manifest.version} is ${licenceOf(manifest)}`);
    process.exitCode = 1;
  }
  const { dependencies, optionalDependencies, peerDependencies } = manifest;
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  for (const name of [...names, ...(BUNDLED[manifest.name] ?? [])]) {
    // What is of another platform, or optional and not wanted, is not there.
    const next = folderOf(name, real);
    if (next) await visit(next);
  }
}

for await (const manifest of glob(SHIPPED, { cwd: ROOT })) await visit(join(ROOT, dirname(manifest)));
console.log(`${seen.size} packages are shipped`);

const listed = await writeSbom();
// Types are peers that nothing is run with.
const missing = [...others].filter((one) => !listed.has(one) && !/^(@types\/|csstype@)/.test(one));
if (missing.length > 0) {
  console.log(`The bill of materials leaves out ${missing.join(', ')}`);
  process.exitCode = 1;
}
