import { createHash } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';

/**
 * Whether something that is good once is used for the first time, at whichever gateway: assertions of systems, and sign-ins
 * that come back from the issuer. It is remembered as long as it would be good.
 */
export async function isFirstUse(
  orm: MikroORM,
  id: string,
  { until, now }: { until: Date; now: Date },
): Promise<boolean> {
  const em = orm.em.fork();
  await em.execute('delete from oauth_used_assertions where expires_at < ?', [now]);
  const inserted = await em.execute<unknown[]>(
    'insert into oauth_used_assertions (assertion_hash, expires_at) values (?, ?) on conflict do nothing returning 1',
    [createHash('sha256').update(id).digest('base64url'), until],
  );
  return inserted.length > 0;
}
