import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { arrayLiteral, onlyFor, type TokenVerifier } from '@portal/service-kit';
import express, { Router } from 'express';
import { z } from 'zod';
import { changeLines } from '../api-access/client-changes.ts';
import type { Sequencer } from '../events/sequencer.ts';

/** What the endpoints stand on. */
export interface TeamTokenEndpoints {
  orm: MikroORM;
  verifyToken: TokenVerifier;
  now: () => Date;
  changes: Pick<Sequencer, 'listen' | 'listening'>;
  /** Ends the streams. */
  stopping: AbortSignal;
}

const hash = z.string().regex(/^[\w-]{1,64}$/);
const lookUpForm = z.object({
  /** SHA-256 of each, base64url. */
  hashes: z.array(z.string()).max(1_000),
  /** Whether they are in use now, and not only looked at. */
  used: z.boolean(),
});

/** How often the use of a token is written down at most. */
const TOUCH = "interval '1 minute'";

/**
 * For the gateway alone: `POST /internal/team-tokens/look-up` answers the tokens of teams that are good, of a list of hashes;
 * `GET /internal/team-tokens/changes` which members of teams, tokens among them, came, changed or went. No token is sent here.
 */
export function teamTokenRoutes({ orm, verifyToken, now, changes, stopping }: TeamTokenEndpoints): Router {
  const router = Router();
  router.use('/internal/team-tokens', onlyFor(verifyToken, 'gateway'), express.json({ limit: '100kb' }));
  router.get(
    '/internal/team-tokens/changes',
    changeLines({ changes, stopping }, ({ subject, subjectId }, { tell }) => {
      if (subject === 'TEAM_MEMBER') tell({ tokenId: subjectId });
    }),
  );
  router.post('/internal/team-tokens/look-up', async (req, res) => {
    const { hashes, used } = lookUpForm.parse(req.body);
    const known = hashes.filter((text) => hash.safeParse(text).success);
    res.json({ tokens: await goodTokens(orm.em.fork(), known, { used, now: now() }) });
  });
  return router;
}

async function goodTokens(
  em: EntityManager,
  hashes: readonly string[],
  { used, now }: { used: boolean; now: Date },
): Promise<object[]> {
  const rows = await em.execute<{ id: string; expires_at: Date | string }[]>(
    `select t.token_hash as hash, t.id, t.team_id as "teamId", m.name, to_jsonb(t.scopes) as scopes,
       to_jsonb(t.allowed_ips) as "allowedIps", t.expires_at
     from team_token t join team_member m on m.team_id = t.team_id and m.person_id = t.id
     where t.token_hash = any(?::varchar[]) and t.expires_at > ?`,
    [arrayLiteral(hashes), now],
  );
  if (used && rows.length > 0) {
    await em.execute(
      `update team_token set last_used_at = ?
       where id = any(?::uuid[]) and (last_used_at is null or last_used_at < ?::timestamptz - ${TOUCH})`,
      [now, arrayLiteral(rows.map(({ id }) => id)), now],
    );
  }
  return rows.map(({ expires_at, ...row }) => ({
    ...row,
    expiresAt: new Date(expires_at).toISOString(),
  }));
}
