import type { MikroORM } from '@mikro-orm/postgresql';
import { onlyFor, type TokenVerifier } from '@portal/service-kit';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';

const since = z.iso.datetime().optional();

/**
 * For the gateway alone: `GET /internal/erased-people?since=MOMENT`, the ids of those who were erased from then on, or ever, and
 * as of when.
 */
export function erasedPeopleRoute(parts: { orm: MikroORM; verifyToken: TokenVerifier; now: () => Date }): Router {
  const { orm, verifyToken, now } = parts;
  const router = Router();
  router.get('/internal/erased-people', onlyFor(verifyToken, 'gateway'), async (req: Request, res: Response) => {
    const asked = since.safeParse(req.query.since);
    if (!asked.success) return void res.sendStatus(400);
    const at = now();
    const rows = await orm.em
      .fork()
      .execute<{ id: string }[]>(`select person_id as id from erased_person where erased_at >= ?`, [
        asked.data ?? new Date(0),
      ]);
    res.json({ people: rows.map(({ id }) => id), at });
  });
  return router;
}
