import type { MikroORM } from '@mikro-orm/postgresql';
import { ConformanceRunOutcome } from '@portal/domain';
import { onlyFor, type TokenVerifier } from '@portal/service-kit';
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { tellCompletedRun } from './completed-run.ts';
import { keepReport } from './conformance-report.ts';

/** What the endpoints stand on. */
export interface ConformanceEndpoints {
  orm: MikroORM;
  verifyToken: TokenVerifier;
}

const moment = z.iso.datetime().transform((text) => new Date(text));

const run = z.object({
  runId: z.uuid(),
  credentialId: z.uuid(),
  suite: z.string().min(1).max(60),
  suiteVersion: z.string().min(1).max(30),
  outcome: z.enum(ConformanceRunOutcome),
  connector: z.string().max(200).nullable(),
  completedAt: moment,
});

const report = z.object({
  reportId: z.uuid(),
  credentialId: z.uuid(),
  pdfSha256: z.string().regex(/^[0-9a-f]{64}$/),
  suite: z.string().min(1).max(60),
  validUntil: moment,
  suiteEndsAt: moment.nullable(),
  // Absent from a service that is older: then it proves nothing.
  services: z.record(z.string(), z.array(z.string())).default({}),
  forPeople: z.string().max(20).nullable().default(null),
  revision: z.int().positive(),
});

/**
 * For the homologation environment alone, each answered 204, also when it is told again, and 404 where there is no such
 * credential: `POST /internal/conformance-runs/completed` tells that a run was completed, `POST /internal/conformance-reports`
 * of a report of one, when it is issued and whenever something of it changes.
 */
export function conformanceRoutes({ orm, verifyToken }: ConformanceEndpoints): Router {
  const router = Router();
  const told = [onlyFor(verifyToken, 'homologation'), express.json({ limit: '10kb' })];
  router.post('/internal/conformance-runs/completed', told, async (req: Request, res: Response) => {
    const { data } = run.safeParse(req.body);
    if (!data) return void res.sendStatus(400);
    const known = await orm.em.fork().transactional((em) => tellCompletedRun(em, data));
    res.sendStatus(known ? 204 : 404);
  });
  router.post('/internal/conformance-reports', told, async (req: Request, res: Response) => {
    const { data } = report.safeParse(req.body);
    if (!data) return void res.sendStatus(400);
    res.sendStatus((await keepReport(orm.em.fork(), data)) ? 204 : 404);
  });
  return router;
}
