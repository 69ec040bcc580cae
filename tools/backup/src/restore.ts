import { chmod, chown, copyFile as copyPlain, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ClusterPlace, clusterPlace, postgresVersion, startPostgres } from '@portal/postgres';
import pg from 'pg';
import { evidenceDirOf, type Installation, MANIFEST, PASSWORD, SECRETS } from './backup.ts';
import { copyFile, onDisk } from './copy-file.ts';
import { type BackedUpFile, type Manifest, readManifest } from './manifest.ts';
import { Refused } from './refused.ts';

/** What was found once the database was read again. */
export interface Restored {
  manifest: Manifest;
  requests: number;
  credentials: number;
  evidence: number;
  /** Evidence whose file is not in the backup: it was erased while the copy was made. */
  withoutFile: string[];
}

/**
 * Makes a portal of a backup and its keys in a data folder that has none. Each file is held against the manifest as it is
 * copied, and everything is put in its place at the end: whatever fails leaves nothing behind.
 */
export async function restore(portal: Installation, folder: string, keys: string): Promise<Restored> {
  for (const name of [SECRETS, PASSWORD, MANIFEST]) {
    if (!(await exists(join(keys, name))))
      throw new Refused(`${keys} has no ${name}: it is not the folder of the keys.`);
  }
  const manifest = await readManifest(folder, (await readFile(join(keys, MANIFEST), 'utf8')).trim());
  const version = await postgresVersion();
  if (manifest.postgres !== version) {
    throw new Refused(
      `The data is of PostgreSQL ${manifest.postgres}, and this version of the portal brings ${version}.`,
    );
  }
  const { dataDir } = portal;
  const cluster = await clusterPlace(join(dataDir, 'postgres'));
  const evidence = evidenceDirOf(portal);
  const secrets = join(dataDir, SECRETS);
  for (const taken of [cluster.path, cluster.passwordFile, evidence, secrets]) {
    if (await exists(taken)) throw new Refused(`${taken} is there already: restore into an empty DATA_DIR.`);
  }
  const places = { postgres: `${cluster.path}.restoring`, evidence: `${evidence}.restoring` };
  try {
    await copyAll(folder, manifest, places);
    await hand(places.postgres, cluster);
    await onDisk();
    await mkdir(dataDir, { recursive: true });
    await rename(places.postgres, cluster.path);
    await rename(places.evidence, evidence);
    await copyPlain(join(keys, PASSWORD), cluster.passwordFile);
    await copyPlain(join(keys, SECRETS), secrets);
    for (const secret of [cluster.passwordFile, secrets]) await chmod(secret, 0o600);
    if (cluster.account) await chown(cluster.passwordFile, cluster.account.uid, cluster.account.gid);
    return { manifest, ...(await look(dataDir, evidence, manifest)) };
  } catch (error) {
    const made = [places.postgres, places.evidence, cluster.path, evidence, cluster.passwordFile, secrets];
    for (const path of made) await rm(path, { recursive: true, force: true });
    throw error;
  }
}

async function copyAll(folder: string, { files, folders }: Manifest, places: Record<string, string>): Promise<void> {
  const place = (path: string) => {
    const [root = '', ...rest] = path.split('/');
    return join(places[root] ?? '', ...rest);
  };
  // What a process before left, which did not live to take it away.
  for (const path of Object.values(places)) {
    await rm(path, { recursive: true, force: true });
    // What is above stays open to the account that PostgreSQL runs as.
    await mkdir(dirname(path), { recursive: true });
    await mkdir(path, { mode: 0o700 });
  }
  for (const path of folders) await mkdir(place(path), { recursive: true, mode: 0o700 });
  for (const file of files) await copyWhole(join(folder, file.path), place(file.path), file);
}

async function copyWhole(from: string, to: string, { path, size, sha256 }: BackedUpFile): Promise<void> {
  const copied = await copyFile(from, to);
  if (!copied) throw new Refused(`The backup is not whole: ${path} is missing.`);
  if (copied.size !== size || copied.sha256 !== sha256) {
    throw new Refused(`The backup is damaged: ${path} is not what was copied.`);
  }
}

/** PostgreSQL refuses data that is not its own account's, or that others may enter. */
async function hand(path: string, { account }: ClusterPlace): Promise<void> {
  if (!account) return;
  await chown(path, account.uid, account.gid);
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    await chown(join(entry.parentPath, entry.name), account.uid, account.gid);
  }
}

/** What the antivirus refused has no bytes; a copy of before says nothing of that. */
const ATTACHED = `select id from message_attachment a where to_jsonb(a) ->> 'scan' is distinct from 'INFECTED'`;

/** Lets the server read again what was written while the copy was made, and counts. */
async function look(dataDir: string, evidenceDir: string, { evidence }: Manifest): Promise<Omit<Restored, 'manifest'>> {
  await using server = await startPostgres({ dataDir: join(dataDir, 'postgres'), port: 0 });
  const client = new pg.Client({ connectionString: new URL('/credentials', server.url).href });
  await client.connect();
  try {
    const { rows } = await client.query<{ requests: number; credentials: number }>(
      `select (select count(*)::int from access_request) as requests, (select count(*)::int from credential) as credentials`,
    );
    const { rows: kept } = await client.query<{ id: string }>(`select id from evidence where scan <> 'INFECTED'`);
    // A copy of before has no files of messages.
    const { rows: known } = await client.query(`select 1 where to_regclass('message_attachment') is not null`);
    if (known.length > 0) kept.push(...(await client.query<{ id: string }>(ATTACHED)).rows);
    const files = new Set(await readdir(join(evidenceDir, 'kept')).catch(() => []));
    const [counted = { requests: 0, credentials: 0 }] = rows;
    const withoutFile = evidence === 'here' ? kept.filter(({ id }) => !files.has(id)).map(({ id }) => id) : [];
    return { ...counted, evidence: kept.length, withoutFile };
  } finally {
    await client.end();
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
