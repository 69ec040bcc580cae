import type { MikroORM } from '@mikro-orm/postgresql';
import { LIMITS, Role } from '@portal/domain';
import { onlyFor, type TokenVerifier } from '@portal/service-kit';
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { takeBack } from '../reviews/take-back.ts';
import { keepRoles } from './recipients.ts';

const told = z.object({
  people: z
    .array(
      z.object({
        personId: z.uuid(),
        roles: z.array(z.enum(Role)).max(10),
        // Not told by a gateway that is older than it.
        portfolios: z.array(z.string()).max(LIMITS.portfoliosOfPerson.max).nullable().default(null),
      }),
    )
    .max(500),
});

/** For the gateway alone: `POST /internal/ministry-roles`, what people are since an ADMIN said so; 204, also when told again. */
export function ministryRolesRoute(parts: { orm: MikroORM; verifyToken: TokenVerifier; now: () => Date }): Router {
  const { orm, verifyToken, now } = parts;
  const router = Router();
  const fromGateway = [onlyFor(verifyToken, 'gateway'), express.json({ limit: '1mb' })];
  router.post('/internal/ministry-roles', fromGateway, async (req: Request, res: Response) => {
    const { data } = told.safeParse(req.body);
    if (!data) return void res.sendStatus(400);
    await keepRoles(orm.em.fork(), data.people, now());
    await takeBack(orm.em.fork(), data.people, now());
    res.sendStatus(204);
  });
  return router;
}
