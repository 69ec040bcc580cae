import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { NoticeKind } from '@portal/domain';
import { currentTraceId, onlyFor, type TokenVerifier } from '@portal/service-kit';
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { addNotices } from '../notices/notice-rows.ts';

const noted = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  /** Null for an operator. */
  byId: z.uuid().nullable(),
  act: z.enum([
    'registerSecurityKey',
    'removeSecurityKey',
    'resetSecurityKeys',
    'refuseSecurityKey',
    'refuseCopiedSecurityKey',
  ]),
  detail: z.record(z.string().max(20), z.union([z.string().max(60), z.number()])),
  at: z.coerce.date(),
});

type NotedAct = z.output<typeof noted>;

const told = z.object({ acts: z.array(noted).max(100) });

/** What a person is told of; a touch that failed is in the log alone. */
const TOLD: Partial<Record<NotedAct['act'], NoticeKind>> = {
  registerSecurityKey: 'SECURITY_KEY_ADDED',
  removeSecurityKey: 'SECURITY_KEY_REMOVED',
  resetSecurityKeys: 'SECURITY_KEY_REMOVED',
  refuseCopiedSecurityKey: 'SECURITY_KEY_REFUSED',
};

/**
 * For the gateway alone: `POST /internal/security-key-acts`, what was done with keys of who administrates; 204 once all of it
 * is in the audit log and told to their people, also when told again.
 */
export function securityKeyActsRoute({ orm, verifyToken }: { orm: MikroORM; verifyToken: TokenVerifier }): Router {
  const router = Router();
  const fromGateway = [onlyFor(verifyToken, 'gateway'), express.json({ limit: '1mb' })];
  router.post('/internal/security-key-acts', fromGateway, async (req: Request, res: Response) => {
    const { data } = told.safeParse(req.body);
    if (!data) return void res.sendStatus(400);
    await orm.em.fork().transactional((em) => keepActs(em, data.acts));
    res.sendStatus(204);
  });
  return router;
}

/** Each once, by its id. */
async function keepActs(em: EntityManager, acts: readonly NotedAct[]): Promise<void> {
  await em.execute(
    `insert into audit_record (id, at, actor_id, act, subject, subject_id, trace_id, detail)
     select id, at, "byId", act, 'PERSON', "personId", ?, detail
     from jsonb_to_recordset(?::jsonb) as told (id uuid, at timestamptz, "byId" uuid, act text, "personId" uuid, detail jsonb)
     on conflict do nothing`,
    [currentTraceId() ?? '', JSON.stringify(acts)],
  );
  await addNotices(
    em,
    acts.flatMap(({ id, personId, act, at }) => {
      const kind = TOLD[act];
      return kind ? [{ personId, side: 'REVIEWERS' as const, kind, occasion: `security key ${id}`, at }] : [];
    }),
  );
}
