import type { MikroORM } from '@mikro-orm/postgresql';
import type { Express } from 'express';
import type { JSONWebKeySet } from 'jose';
import type { Chore } from '../chores.ts';
import type { SigningKey, TokenVerifier } from '../identity/internal-token.ts';
import { type ProblemDetails, problemJson } from '../process.ts';
import { onlyFor } from '../serving/internal-callers.ts';
import { checkpointsOf, signCheckpointDue } from './checkpoints.ts';
import { linkDue } from './link-due.ts';

/** What keeping the chain of a service's audit records takes. */
export interface AuditChainParts {
  orm: MikroORM;
  signingKey: SigningKey;
  /** Of all services: its own public key is among them. */
  internalJwks: JSONWebKeySet;
  now: () => Date;
}

const EVERY_MS = 1_000;

/** Links what was recorded and signs how far the chain has come, for as long as a service runs; any number of instances may. */
export function auditChainChore({ orm, signingKey, internalJwks, now }: AuditChainParts): Chore {
  const publicKey = internalJwks.keys.find(({ kid }) => kid === signingKey.issuer) ?? {};
  return {
    name: 'link audit records',
    everyMs: EVERY_MS,
    async work() {
      await linkDue(orm, now());
      await signCheckpointDue(orm, { signingKey, publicKey }, now());
    },
  };
}

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/**
 * `GET /internal/audit-checkpoints/2026-11.json`, for the gateway, in anybody's name: a month's checkpoints, and the public
 * keys that they were signed with.
 */
export function auditChainRoutes(
  { orm, signingKey }: Pick<AuditChainParts, 'orm' | 'signingKey'>,
  verifyToken: TokenVerifier,
): (app: Express) => void {
  const chain = signingKey.issuer;
  return (app) => {
    app.get('/internal/audit-checkpoints/:month.json', onlyFor(verifyToken, 'gateway'), async (req, res) => {
      const month = String(req.params.month);
      if (!MONTH.test(month)) return problemJson(res, NO_MONTH);
      const signed = await checkpointsOf(orm.em.fork(), month);
      res.set('cache-control', 'public, max-age=300').json({ chain, month, ...signed });
    });
  };
}

const NO_MONTH: ProblemDetails = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Não encontrado',
  detail: 'O mês é escrito como 2026-11.',
};
