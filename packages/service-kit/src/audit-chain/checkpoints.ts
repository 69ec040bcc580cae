import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { signCheckpoint } from '@portal/audit-chain';
import type { JWK } from 'jose';
import type { SigningKey } from '../identity/internal-token.ts';

const EVERY_MS = 60 * 60_000;

/** What a service signs with, and what its signature is verified by. */
export interface CheckpointKey {
  signingKey: SigningKey;
  publicKey: JWK;
}

/** Signs how far the chain has come, once an hour in which it grew. Two at once sign one. */
export async function signCheckpointDue(
  orm: MikroORM,
  { signingKey, publicKey }: CheckpointKey,
  now: Date,
): Promise<void> {
  const em = orm.em.fork();
  const [due] = await em.execute<{ place: string; link: string }[]>(
    `select l.place, l.link from (select place, link from audit_link order by place desc limit 1) l
     left join (select place, at from audit_checkpoint order by place desc limit 1) c on true
     where c.place is null or (c.place < l.place and c.at <= ?)`,
    [new Date(now.getTime() - EVERY_MS)],
  );
  if (!due) return;
  const { issuer, privateKey } = signingKey;
  const checkpoint = { chain: issuer, place: Number(due.place), link: due.link, at: now.toISOString() };
  await em.execute(
    'insert into audit_checkpoint (place, at, jws, key) values (?, ?, ?, ?::jsonb) on conflict do nothing',
    [due.place, now, await signCheckpoint(checkpoint, privateKey), JSON.stringify(publicKey)],
  );
}

/** What was signed in a month (`2026-11`, by UTC), in order, and the keys that it was signed with. */
export async function checkpointsOf(em: EntityManager, month: string): Promise<{ keys: JWK[]; checkpoints: string[] }> {
  const from = new Date(`${month}-01T00:00:00Z`);
  const until = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
  const rows = await em.execute<{ jws: string; key: JWK }[]>(
    'select jws, key from audit_checkpoint where at >= ? and at < ? order by place',
    [from, until],
  );
  return {
    keys: [...new Map(rows.map(({ key }) => [key.x, key])).values()],
    checkpoints: rows.map(({ jws }) => jws),
  };
}
