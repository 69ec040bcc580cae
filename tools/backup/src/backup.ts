import { copyFile as copyPlain, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
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

/**
 * Copies a running portal into a folder that is empty or not there: its database, whole as of the end of that copy, then
 * its evidence, so that no row is without its file. Its keys go into a folder of their own, where one is named.
 */
export async function backUp(portal: Installation, folder: string, keys?: string): Promise<Manifest> {
  const { dataDir, databaseUrl, ports, environment } = portal;
  if (databaseUrl) {
    throw new Refused(
      'The database is a server of yours: back it up by its own means, and then EVIDENCE_DIR (docs/operation.md).',
    );
  }
  const place = await clusterPlace(join(dataDir, 'postgres'));
  const url = await runningPostgresUrl(join(dataDir, 'postgres'), ports.database);
  if (!url) throw new Refused(`No portal has its data in ${dataDir}.`);
  for (const wanted of [folder, ...(keys ? [keys] : [])]) await mustBeEmpty(wanted);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const { version, at, ...database } = await copyCluster(url, place.path, folder).catch(unreachable);
    const evidenceDir = environment.EVIDENCE_DIR ?? join(dataDir, 'evidence');
    const evidence = environment.EVIDENCE_S3_URL ? NOTHING : await copyEvidence(evidenceDir, folder);
    const manifest: Manifest = {
      version: 1,
      at,
      postgres: version,
      files: [...evidence.files, ...database.files],
      folders: [...evidence.folders, ...database.folders],
    };
    if (keys) await copyKeys(dataDir, place.passwordFile, keys);
    await onDisk();
    await writeManifest(folder, manifest);
    return manifest;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

const NOTHING = { files: [], folders: [] };

/** What is only half uploaded is nobody's evidence yet. */
async function copyEvidence(from: string, folder: string) {
  if (!(await stat(from).catch(() => undefined))) return NOTHING;
  return copyTree(from, folder, 'evidence', (path) => (path === 'partial' ? 'leave empty' : 'copy'));
}

async function copyKeys(dataDir: string, passwordFile: string, keys: string): Promise<void> {
  await mkdir(keys, { recursive: true, mode: 0o700 });
  await copyPlain(join(dataDir, SECRETS), join(keys, SECRETS));
  await copyPlain(passwordFile, join(keys, PASSWORD));
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
