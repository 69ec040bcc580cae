import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { onlyFor, type TokenVerifier } from '@portal/service-kit';
import { Router } from 'express';
import { readUnended } from '../announcements/announcement-rows.ts';

/** What it needs. */
export interface StatusParts {
  orm: MikroORM;
  /** Absent where nothing is mailed. */
  mail: unknown;
  now: () => Date;
}

/**
 * `GET /internal/status.json`, for the gateway: whether mails and webhooks go out, of which no readiness tells, and which
 * maintenance is announced.
 */
export function statusRoute({ orm, mail, now, verifyToken }: StatusParts & { verifyToken: TokenVerifier }): Router {
  const router = Router();
  router.get('/internal/status.json', onlyFor(verifyToken, 'gateway'), async (_req, res) => {
    const em = orm.em.fork();
    const mails = mail ? await stateOf(mailsWait(em, now())) : 'NOT_USED';
    const maintenance = await readUnended(em, now());
    res.json({
      mail: mails,
      webhooks: await stateOf(eventsWait(em, now())),
      maintenance: maintenance.map(({ startsAt, endsAt, parts, text }) => ({ startsAt, endsAt, parts, text })),
    });
  });
  return router;
}

async function stateOf(waits: Promise<boolean>): Promise<'WORKING' | 'DISTURBED'> {
  return (await waits) ? 'DISTURBED' : 'WORKING';
}

/**
 * Nobody sends what is due; or of the people whose mails were tried lately most got none, and they are several: an address
 * that the server refuses is tried for three days, and is no disturbance.
 */
async function mailsWait(em: EntityManager, now: Date): Promise<boolean> {
  const [row] = await em.execute<{ waits: boolean }[]>(
    // Of a try that has just begun nobody knows yet.
    `with tried as (
       select bool_and(mail_at is not null) as in_vain from notice
       where at > ?::timestamptz - interval '3 days'
         and mail_tried_at between ?::timestamptz - interval '15 minutes' and ?::timestamptz - interval '30 seconds'
       group by person_id
     )
     select exists (
         select from notice where mail_at < ?::timestamptz - interval '15 minutes' and at > ?::timestamptz - interval '3 days'
       ) or (select count(*) filter (where in_vain) >= 3 and count(*) filter (where in_vain) * 2 > count(*) from tried)
       as waits`,
    [now, now, now, now, now],
  );
  return row?.waits === true;
}

/** Events stand in the line that nobody told to the webhooks. */
async function eventsWait(em: EntityManager, now: Date): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    `select from outbox where pos > (select pos from webhook_cursor) and at < ?::timestamptz - interval '15 minutes' limit 1`,
    [now],
  );
  return rows.length > 0;
}
