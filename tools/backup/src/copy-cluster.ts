import { hash, randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { copyFile } from './copy-file.ts';
import { type CopiedTree, copyTree, type Wanted } from './copy-tree.ts';
import { Refused } from './refused.ts';

const NAME = 'postgres';
const CONTROL = 'global/pg_control';

/** What pg_basebackup leaves out as well: made anew at a start, or of connections that there will not be. */
const LEFT_EMPTY = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const LEFT =
  /(^|\/)(postmaster\.(pid|opts)|pg_internal\.init|pgsql_tmp[^/]*|t\d+_\d+[^/]*|backup_label|tablespace_map)$/;

const wanted: Wanted = (path, kind) => {
  if (LEFT.test(path)) return 'leave';
  // The last of all: it says from where on what was written is read again.
  if (path === CONTROL) return 'leave';
  return kind === 'folder' && LEFT_EMPTY.has(path) ? 'leave empty' : 'copy';
};

/**
 * Copies the data of a running server on this machine, by pg_backup_start and pg_backup_stop ("Making a Base Backup Using
 * the Low Level API", PostgreSQL's manual, chapter 25): work goes on meanwhile, and all that was committed by the end is in it.
 */
export async function copyCluster(
  url: string,
  dataDir: string,
  backup: string,
): Promise<CopiedTree & { version: string; at: string }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ directory: string; version: string; links: string }>(
      `select current_setting('data_directory') as directory, current_setting('server_version_num') as version,
         (select count(*) from pg_tablespace where spcname not in ('pg_default', 'pg_global')) as links`,
    );
    const [server] = rows;
    if (server?.directory !== dataDir) throw new Refused(`The server that answers is not that of ${dataDir}.`);
    if (server.links !== '0') throw new Refused('Tablespaces of your own are not copied: use pg_basebackup.');
    const slot = `backup_${randomBytes(6).toString('hex')}`;
    // As long as this connection lasts, nothing that is written from here on is thrown away.
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot]);
    const { rows: begun } = await client.query<{ wal: string }>(
      `select pg_walfile_name(pg_backup_start($1, fast => true)) as wal`,
      [slot],
    );
    const tree = await copyTree(dataDir, backup, NAME, wanted);
    const control = await copyFile(join(dataDir, CONTROL), join(backup, NAME, CONTROL));
    if (control) tree.files.push({ path: `${NAME}/${CONTROL}`, ...control });
    // What was acknowledged before this moment is before the end of the copy.
    const at = new Date().toISOString();
    const { rows: ended } = await client.query<{ wal: string; label: string }>(
      'select pg_walfile_name(lsn) as wal, labelfile as label from pg_backup_stop(wait_for_archive => false)',
    );
    const [first, last] = [begun[0]?.wal ?? '', ended[0]?.wal ?? ''];
    tree.files.push(...(await copyWal(dataDir, backup, first, last)));
    tree.files.push(await writeLabel(backup, ended[0]?.label ?? ''));
    return { ...tree, at, version: String(Math.floor(Number(server.version) / 10_000)) };
  } finally {
    await client.end();
  }
}

/** What was written meanwhile, from where the server would begin to read it again to where the copy is whole. */
async function copyWal(dataDir: string, backup: string, first: string, last: string): Promise<CopiedTree['files']> {
  const segments = (await readdir(join(dataDir, 'pg_wal')))
    .filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)
    .toSorted();
  if (!segments.includes(first) || !segments.includes(last)) {
    throw new Refused('What was written meanwhile is not all there any more: try again.');
  }
  const files: CopiedTree['files'] = [];
  for (const name of segments) {
    const path = `${NAME}/pg_wal/${name}`;
    const copied = await copyFile(join(dataDir, 'pg_wal', name), join(backup, path));
    if (!copied) throw new Refused('What was written meanwhile is not all there any more: try again.');
    files.push({ path, ...copied });
  }
  return files;
}

async function writeLabel(backup: string, label: string): Promise<CopiedTree['files'][number]> {
  const path = `${NAME}/backup_label`;
  await writeFile(join(backup, path), label, { mode: 0o600, flag: 'wx' });
  return { path, size: Buffer.byteLength(label), sha256: hash('sha256', label) };
}
