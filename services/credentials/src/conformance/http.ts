import type { MikroORM } from '@mikro-orm/postgresql';
import { ConformanceRunOutcome } from '@portal/domain';
import type { TokenVerifier } from '@portal/service-kit';
import express, { Router } from 'express';
import { z } from 'zod';
import { onlyFor } from '../internal-callers.ts';
import { tellCompletedRun } from './completed-run.ts';

/** What the endpoint stands on. */
export interface CompletedRunEndpoint {
  orm: MikroORM;
  verifyToken: TokenVerifier;
}

const form = z.object({
  runId: z.uuid(),
  credentialId: z.uuid(),
  suite: z.string().min(1).max(60),
  suiteVersion: z.string().min(1).max(30),
  outcome: z.enum(ConformanceRunOutcome),
  connector: z.string().max(200).nullable(),
  completedAt: z.iso.datetime().transform((text) => new Date(text)),
});

/**
 * For the homologation environment alone: `POST /internal/conformance-runs/completed` tells that a run was completed, and is
 * answered 204, also when it is told again; 404 where there is no such credential.
 */
export function completedRunRoutes({ orm, verifyToken }: CompletedRunEndpoint): Router {
  const router = Router();
  router.post(
    '/internal/conformance-runs/completed',
    onlyFor(verifyToken, 'homologation'),
    express.json({ limit: '10kb' }),
    async (req, res) => {
      const told = form.safeParse(req.body);
      if (!told.success) return void res.sendStatus(400);
      const known = await orm.em.fork().transactional((em) => tellCompletedRun(em, told.data));
      res.sendStatus(known ? 204 : 404);
    },
  );
  return router;
}
