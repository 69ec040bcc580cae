import type { PortfolioInUse } from '../catalogue/content-client.ts';
import { type ContentItem, EDITIONS_SHOWN, readContent } from '../content/content-rows.ts';
import type { CredentialsContext } from '../context.ts';
import type { PortfolioBody } from './body.ts';
import type { PortfolioContent, PortfolioContentBody } from './portfolio-content.ts';
import { bodyTold } from './written.ts';

/** Every portfolio that the catalogue knows, in its order, with the newest edition of each. */
export async function readPortfolios(ctx: CredentialsContext): Promise<PortfolioContent[]> {
  const [known, items, underWay] = await Promise.all([
    ctx.catalogue.content.portfolios(),
    readContent<PortfolioBody>(ctx.em, { kind: 'PORTFOLIO', editions: 1 }),
    requestsUnderWay(ctx),
  ]);
  const itemById = new Map(items.map((item) => [item.id, item]));
  return known
    .toSorted((one, other) => placeOf(one) - placeOf(other) || (one.slug < other.slug ? -1 : 1))
    .map((portfolio) => told(portfolio, itemById.get(portfolio.id), underWay));
}

/** One of them, with the editions that may be gone back to. */
export async function readPortfolio(ctx: CredentialsContext, slug: string): Promise<PortfolioContent | null> {
  const known = (await ctx.catalogue.content.portfolios()).find((one) => one.slug === slug);
  if (!known) return null;
  const [[item], underWay] = await Promise.all([
    readContent<PortfolioBody>(ctx.em, { kind: 'PORTFOLIO', id: known.id, editions: EDITIONS_SHOWN }),
    requestsUnderWay(ctx),
  ]);
  return told(known, item, underWay);
}

/** What an edition said. */
export async function editionBody(
  ctx: CredentialsContext,
  slug: string,
  number: number,
): Promise<PortfolioContentBody | null> {
  const known = (await ctx.catalogue.content.portfolios()).find((one) => one.slug === slug);
  const [row] = await ctx.em.execute<{ body: PortfolioBody | null }[]>(
    'select body from content_edition where item_id = ? and number = ?',
    [known?.id ?? null, number],
  );
  return row?.body ? bodyTold(row.body) : null;
}

/** By portfolio: they keep the rules that they were submitted under. */
async function requestsUnderWay({ em }: CredentialsContext): Promise<Map<string, number>> {
  const rows = await em.execute<{ portfolio: string; requests: number }[]>(
    `select portfolio, count(*)::int as requests from access_request where state in ('SUBMITTED', 'IN_REVIEW')
     group by portfolio`,
  );
  return new Map(rows.map(({ portfolio, requests }) => [portfolio, requests]));
}

/** One that is out of use comes last. */
function placeOf({ content }: PortfolioInUse): number {
  return content?.position ?? Number.MAX_SAFE_INTEGER;
}

function told(
  { slug, content }: PortfolioInUse,
  item: ContentItem<PortfolioBody> | undefined,
  underWay: ReadonlyMap<string, number>,
): PortfolioContent {
  const [newest] = item?.editions ?? [];
  // What was published a moment ago the catalogue may not know yet.
  const inUse = newest ? newest.body : content;
  const draft = item?.draft;
  return {
    slug,
    version: item?.version ?? 0,
    inUse: inUse && bodyTold(inUse),
    draft: draft ? { body: bodyTold(draft.body), savedAt: draft.at, savedBy: draft.byName } : null,
    editions: (item?.editions ?? []).map(({ number, body, restores, at, byName }) => ({
      number,
      withdraws: body === null,
      restores,
      publishedAt: at,
      publishedBy: byName,
    })),
    requestsUnderWay: underWay.get(slug) ?? 0,
  };
}
