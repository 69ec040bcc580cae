import type { MikroORM } from '@mikro-orm/postgresql';
import { onlyFor, type TokenVerifier } from '@portal/service-kit';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { readEnded } from './announcement-rows.ts';

const since = z.iso.datetime();

/** A maintenance may be prolonged in its last moment, by an act that is not yet written when it is asked which are over. */
const SETTLED_MS = 60_000;

/**
 * For the homologation environment alone: `GET /internal/maintenance-over?since=MOMENT`, when it was under a maintenance that
 * was announced and is over.
 */
export function maintenanceOverRoute(parts: { orm: MikroORM; verifyToken: TokenVerifier; now: () => Date }): Router {
  const { orm, verifyToken, now } = parts;
  const router = Router();
  router.get(
    '/internal/maintenance-over',
    onlyFor(verifyToken, 'homologation'),
    async (req: Request, res: Response) => {
      const asked = since.safeParse(req.query.since);
      if (!asked.success) return void res.sendStatus(400);
      const ended = { since: new Date(asked.data), until: new Date(now().getTime() - SETTLED_MS) };
      const over = await readEnded(orm.em.fork(), 'HOMOLOGATION', ended);
      res.json({
        over: over.map(({ announcementId, startsAt, endsAt }) => ({ id: announcementId, startsAt, endsAt })),
      });
    },
  );
  return router;
}
