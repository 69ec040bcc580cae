import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { signCheckpoint } from '@portal/audit-chain';
import type { SigningKey } from '../identity/internal-token.ts';

const EVERY_MS = 60 * 60_000;

/** Signs how far the chain has come, once an hour in which it grew; gives whether it did. Two at once sign one. */
export async function signCheckpointDue(
  orm: MikroORM,
  { issuer, privateKey }: SigningKey,
  now: Date,
): Promise<boolean> {
  const em = orm.em.fork();
  const [due] = await em.execute<{ place: string; link: string }[]>(
    `select place, link from (select place, link from audit_link order by place desc limit 1) as last
     where not exists (select from audit_checkpoint c where c.place >= last.place or c.at > ?::timestamptz)`,
    [new Date(now.getTime() - EVERY_MS)],
  );
  if (!due) return false;
  const checkpoint = { chain: issuer, place: Number(due.place), link: due.link, at: now.toISOString() };
  await em.execute('insert into audit_checkpoint (place, at, jws) values (?, ?, ?) on conflict do nothing', [
    due.place,
    now,
    await signCheckpoint(checkpoint, privateKey),
  ]);
  return true;
}

/** What was signed in a month (`2026-11`, by UTC), in order. */
export async function checkpointsOf(em: EntityManager, month: string): Promise<string[]> {
  const from = new Date(`${month}-01T00:00:00Z`);
  const until = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
  const rows = await em.execute<{ jws: string }[]>(
    'select jws from audit_checkpoint where at >= ? and at < ? order by place',
    [from, until],
  );
  return rows.map(({ jws }) => jws);
}
