import type { MikroORM } from '@mikro-orm/postgresql';
import { onlyFor, type TokenVerifier } from '@portal/service-kit';
import type { Express } from 'express';
import { lastIncidents } from './incidents.ts';

const RECENT_MS = 10 * 60_000;

/** `GET /internal/status.json`, for the gateway: whether calls at the hosts failed by a fault of ours in the last minutes. */
export function statusRoute(
  { orm, now }: { orm: MikroORM; now: () => Date },
  verifyToken: TokenVerifier,
): (app: Express) => void {
  return (app) => {
    app.get('/internal/status.json', onlyFor(verifyToken, 'gateway'), async (_req, res) => {
      const since = now().getTime() - RECENT_MS;
      // Of maintenance the gateway tells while it lasts; once it is over it is no disturbance.
      const recent = (await lastIncidents(orm.em.fork(), 10)).some(
        ({ kind, endedAt }) => kind !== 'MAINTENANCE' && endedAt.getTime() > since,
      );
      res.json({ hosts: recent ? 'DISTURBED' : 'WORKING' });
    });
  };
}
