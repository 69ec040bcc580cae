import type { MikroORM } from '@mikro-orm/postgresql';
import { onlyFor, type TokenVerifier } from '@portal/service-kit';
import express, { Router } from 'express';
import { z } from 'zod';
import { accreditationsOf } from './accreditation.ts';

/** What the endpoint stands on. */
export interface AccreditationEndpoint {
  orm: MikroORM;
  verifyToken: TokenVerifier;
  now: () => Date;
}

const MOST_ASKED = 1_000;
const form = z.object({
  credentialIds: z.array(z.uuid()).max(MOST_ASKED).default([]),
  certificates: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .max(MOST_ASKED)
    .default([]),
  memberIds: z.array(z.string().min(1).max(200)).max(MOST_ASKED).default([]),
});

/**
 * For the homologation environment alone: `POST /internal/accreditations/look-up` with `{"credentialIds": […]}`,
 * `{"certificates": […]}`, fingerprints in SHA-256, or `{"memberIds": […]}`, those of people's teams, answers `{"accreditations": […]}`, those that there are.
 */
export function accreditationRoutes({ orm, verifyToken, now }: AccreditationEndpoint): Router {
  const router = Router();
  router.post(
    '/internal/accreditations/look-up',
    onlyFor(verifyToken, 'homologation'),
    express.json({ limit: '100kb' }),
    async (req, res) => {
      const wanted = form.safeParse(req.body);
      if (!wanted.success) return void res.sendStatus(400);
      res.json({ accreditations: await accreditationsOf(orm.em.fork(), wanted.data, now()) });
    },
  );
  return router;
}
