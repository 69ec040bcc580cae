import type { MikroORM } from '@mikro-orm/postgresql';
import { onlyFor, type TokenVerifier } from '@portal/service-kit';
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { CatalogueReader } from '../reader.ts';
import { portfolioId } from './derived-ids.ts';
import { publishContent } from './load-content.ts';
import { type PortfolioFile, portfolioFile } from './portfolio-file.ts';
import { contentProblems } from './problems.ts';
import { readPublished } from './published.ts';

/** What the addresses stand on. */
export interface ContentEndpoints {
  orm: MikroORM;
  /** What the portfolios' files say. */
  files: readonly PortfolioFile[];
  reader: Pick<CatalogueReader, 'refresh'>;
  verifyToken: TokenVerifier;
}

const asked = z.object({ slug: z.string().max(80), content: z.unknown(), restores: z.boolean() });
const told = z.object({
  portfolios: z.array(
    z.object({ slug: z.string().max(80), number: z.int().positive(), content: portfolioFile.nullable() }),
  ),
});

/**
 * For credentials alone, where content is written: `GET /internal/portfolios` tells each portfolio's content and which edition
 * it is, 0 where it is a file's; `POST /internal/portfolios/problems` what keeps content from being published; `PUT
 * /internal/portfolios` makes it count, also when it is told again.
 */
export function contentRoutes({ orm, files, reader, verifyToken }: ContentEndpoints): Router {
  const router = Router();
  const fromCredentials = [onlyFor(verifyToken, 'credentials'), express.json({ limit: '8mb' })];
  router.get('/internal/portfolios', fromCredentials, async (_req: Request, res: Response) => {
    const published = await readPublished(orm.em.fork());
    const slugs = new Set(published.map(({ slug }) => slug));
    const fromFiles = files
      .filter(({ slug }) => !slugs.has(slug))
      .map((content) => ({ slug: content.slug, number: 0, content }));
    const all = [...fromFiles, ...published];
    res.json({ portfolios: all.map((one) => ({ id: portfolioId(one.slug), ...one })) });
  });
  router.post('/internal/portfolios/problems', fromCredentials, async (req: Request, res: Response) => {
    const { data } = asked.safeParse(req.body);
    if (!data) return void res.sendStatus(400);
    res.json({ problems: await contentProblems(orm.em.fork(), data) });
  });
  router.put('/internal/portfolios', fromCredentials, async (req: Request, res: Response) => {
    const { data } = told.safeParse(req.body);
    if (!data) return void res.sendStatus(400);
    await publishContent(orm.em.fork(), data.portfolios);
    await reader.refresh();
    res.sendStatus(204);
  });
  return router;
}
