import { Router } from 'express';
import { GOOD_FOR_MS, type StatusReader } from './status-reader.ts';

/** `GET /situacao.json`: how the portal is, for anybody, whoever they are. It costs no budget, for nothing is done for it. */
export function statusRoutes(status: StatusReader): Router {
  const router = Router();
  router.get('/situacao.json', async (_req, res) => {
    res.set('cache-control', `public, max-age=${GOOD_FOR_MS / 1_000}`).json(await status.read());
  });
  return router;
}
