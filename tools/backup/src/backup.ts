import { copyFile as copyPlain, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { clusterPlace, runningPostgresUrl } from '@portal/postgres';
import type { PortalConfig } from '@portal/start';
import { copyCluster } from './copy-cluster.ts';
import { onDisk } from './copy-file.ts';
import { copyTree } from './copy-tree.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import { Refused } from './refused.ts';

/** What a portal's installation is known by. */
export type Installation = Pick<PortalConfig, 'dataDir' | 'databaseUrl' | 'ports' | 'environment'>;

/** Beside `secrets.json`, in the folder of the keys. */
export const PASSWORD = 'postgres.password';
export const SECRETS = 'secrets.json';
/** SHA-256 of the manifest, and so of everything: who may change a backup cannot change this. */
export const MANIFEST = 'manifest.sha256';

/**
 * Copies a running portal into a folder that is empty or not there: its database, whole as of the end of that copy, then
 * its evidence, so that no row is without its file. Its keys go into a folder of their own, where one is named.
 */
export async function backUp(portal: Installation, folder: string, keys?: string): Promise<Manifest> {
  const { dataDir, ports, environment } = portal;
  mustBeOurs(portal, keys !== undefined);
  if (keys !== undefined && (isWithin(keys, folder) || isWithin(folder, keys))) {
    throw new Refused('The keys belong apart from the backup: name a folder that is not in it, nor around it.');
  }
  const place = await clusterPlace(join(dataDir, 'postgres'));
  const url = await runningPostgresUrl(join(dataDir, 'postgres'), ports.database);
  if (!url) throw new Refused(`No portal has its data in ${dataDir}.`);
  const made = [folder, ...(keys ? [keys] : [])];
  for (const wanted of made) await mustBeEmpty(wanted);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const { version, at, ...database } = await copyCluster(url, place.path, folder).catch(unreachable);
    const isElsewhere = environment.EVIDENCE_S3_URL !== undefined;
    const evidence = isElsewhere ? NOTHING : await copyEvidence(evidenceDirOf(portal), folder);
    const manifest: Manifest = {
      version: 1,
      at,
      postgres: version,
      evidence: isElsewhere ? 'in a bucket' : 'here',
      files: [...evidence.files, ...database.files],
      folders: [...evidence.folders, ...database.folders],
    };
    const sha256 = await writeManifest(folder, manifest);
    if (keys) await copyKeys(dataDir, place.passwordFile, keys, sha256);
    await onDisk();
    return manifest;
  } catch (error) {
    for (const path of made) await rm(path, { recursive: true, force: true });
    throw error;
  }
}

/** What of the environment takes the place of the secrets that lie in the data folder. */
const KEYS = [
  'GATEWAY_SIGNING_KEY',
  'CREDENTIALS_SIGNING_KEY',
  'HOMOLOGATION_SIGNING_KEY',
  'HOMOLOGATION_AUTHORITY',
  'OIDC_CLIENT_SECRET',
  'PERSONAL_DATA_KEYS',
];

const DATABASES = /^(CATALOGUE|CREDENTIALS|HOMOLOGATION|GATEWAY)_DATABASE_(DIRECT_|OWNER_)?URL$/;

function mustBeOurs({ databaseUrl, environment }: Installation, withKeys: boolean): void {
  const elsewhere = Object.keys(environment).filter((name) => DATABASES.test(name));
  if (databaseUrl || elsewhere.length > 0) {
    const names = [...(databaseUrl ? ['DATABASE_URL'] : []), ...elsewhere].join(', ');
    throw new Refused(
      `The database is a server of yours (${names}): back it up by its own means, and then EVIDENCE_DIR (docs/operation.md).`,
    );
  }
  const given = KEYS.filter((name) => environment[name] !== undefined);
  if (withKeys && given.length > 0) {
    throw new Refused(`${given.join(', ')} are not in the data folder but in the environment: keep them yourself.`);
  }
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer + sep);
}

/** Where a portal keeps its evidence. */
export function evidenceDirOf({ dataDir, environment }: Installation): string {
  return environment.EVIDENCE_DIR ?? join(dataDir, 'evidence');
}

const NOTHING = { files: [], folders: [] };

/** What is only half uploaded is nobody's evidence yet. */
async function copyEvidence(from: string, folder: string) {
  if (!(await stat(from).catch(() => undefined))) return NOTHING;
  return copyTree(from, folder, 'evidence', (path) => (path === 'partial' ? 'leave empty' : 'copy'));
}

async function copyKeys(dataDir: string, passwordFile: string, keys: string, manifest: string): Promise<void> {
  await mkdir(keys, { recursive: true, mode: 0o700 });
  await copyPlain(join(dataDir, SECRETS), join(keys, SECRETS));
  await copyPlain(passwordFile, join(keys, PASSWORD));
  await writeFile(join(keys, MANIFEST), `${manifest}\n`, { mode: 0o600 });
}

async function mustBeEmpty(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new Refused(`${folder} is no folder.`);
  });
  if (found.length > 0) throw new Refused(`${folder} is not empty: a backup takes a folder of its own.`);
}

function unreachable(error: Error & { code?: string }): never {
  if (error.code === 'ECONNREFUSED')
    throw new Refused('The portal does not run: start it first, or stop it and copy its DATA_DIR.');
  throw error;
}
