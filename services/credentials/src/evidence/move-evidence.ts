import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ConfigError } from '@portal/service-kit';
import type { CredentialsConfig } from '../config.ts';
import { openCredentialsDatabase } from '../database.ts';
import { isBound } from './bind-store.ts';
import { openBucket } from './open-storage.ts';
import { type EvidenceStorage, openEvidenceDirectory } from './storage.ts';

/** What a move did. */
export interface Moved {
  /** Copied, and read back. */
  moved: number;
  /** Those that were there already, and right, from a move that was cut off. */
  there: number;
  /** Of the source, which are not what was uploaded: neither copied nor lost. */
  changed: string[];
}

/**
 * Copies one store into another, file by file, each read back from there and held against the hash that the database has of
 * it. The source stays as it is. Cut off, it is done again: what is there and right is passed over. The other store becomes
 * the database's own at the end, when all is there.
 */
export async function moveEvidence(em: EntityManager, from: EvidenceStorage, to: EvidenceStorage): Promise<Moved> {
  if (!(await isBound(em, from)))
    throw new ConfigError(`Configuration: ${from.setting} does not belong to the database`);
  const [id, there] = [await from.readId(), await to.readId()];
  if (there !== null && there !== id) {
    throw new ConfigError(`Configuration: ${to.setting} (${to.place}) belongs to another database`);
  }
  const done: Moved = { moved: 0, there: 0, changed: [] };
  const copy = async (key: string) => {
    const outcome = await copyOne(em, key, from, to);
    if (outcome === 'changed') done.changed.push(key);
    else done[outcome]++;
  };
  for await (const key of from.keys()) await copy(key);
  // Opened, it would be taken back: as it is in the source it is in the copy.
  const aside: { key: string; since: Date }[] = [];
  for await (const one of from.quarantined()) aside.push(one);
  for (const { key, since } of aside) {
    await copy(key);
    await Promise.all([from, to].map((store) => store.quarantine(key, since)));
  }
  for await (const personId of from.erased()) await to.noteErased(personId);
  if (done.changed.length === 0 && there === null && id !== null) await to.writeId(id);
  return done;
}

/** Moves between the directory and the bucket of the configuration: `to-bucket` or `to-directory`. */
export async function moveEvidenceOf(config: CredentialsConfig, direction: string | undefined): Promise<Moved> {
  const { evidenceBucket, evidenceDir, databaseUrl, personalData, waits } = config;
  const keys = { sealing: config.sealing.current, personalData };
  if (!evidenceBucket) throw new ConfigError('Configuration: EVIDENCE_S3_URL is not set');
  if (direction !== 'to-bucket' && direction !== 'to-directory') {
    throw new ConfigError('move-evidence: say to-bucket or to-directory');
  }
  await using opened = new AsyncDisposableStack();
  const bucket = opened.use(await openBucket(evidenceBucket));
  const directory = await openEvidenceDirectory(evidenceDir);
  const orm = opened.adopt(await openCredentialsDatabase(databaseUrl, keys, waits), (open) => open.close(true));
  const [from, to] = direction === 'to-bucket' ? [directory, bucket] : [bucket, directory];
  const moved = await moveEvidence(orm.em.fork(), from, to);
  if (moved.changed.length === 0) return moved;
  throw new ConfigError(
    `move-evidence: ${moved.changed.length} files in ${from.place} are not what was uploaded, and were not moved: ${moved.changed.slice(0, 20).join(', ')}; restore them from a backup and move again`,
  );
}

async function copyOne(
  em: EntityManager,
  key: string,
  from: EvidenceStorage,
  to: EvidenceStorage,
): Promise<'moved' | 'there' | 'changed'> {
  const [row] = await em.execute<{ sha256: string }[]>(
    'select sha256 from evidence where id = ? union all select sha256 from message_attachment where id = ?',
    [key, key],
  );
  const right = row?.sha256 ?? (await hashOf(from, key));
  if (await to.has(key)) {
    if ((await hashOf(to, key)) === right) return 'there';
    await to.remove(key);
  }
  const source = await from.open(key);
  using _ = { [Symbol.dispose]: () => void source.destroy() };
  await using content = await to.receive(source);
  if (content.sha256 !== right) return 'changed';
  await content.keep(key);
  if ((await hashOf(to, key)) !== right) throw new Error(`${key} is not in ${to.place} what it is in ${from.place}`);
  return 'moved';
}

async function hashOf(store: EvidenceStorage, key: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await store.open(key)) hash.update(chunk);
  return hash.digest('hex');
}
