import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { CatalogueContent, PortfolioInUse } from '../catalogue/content-client.ts';
import { type ContentItem, readContent } from '../content/content-rows.ts';
import type { PortfolioBody } from './body.ts';
import { keepLostEditions } from './lost-editions.ts';

/** Tells the catalogue what was published and it does not have: what it missed, or all of it where its database is new. */
export async function tellCatalogue(em: EntityManager, catalogue: CatalogueContent, now: Date): Promise<void> {
  // The catalogue is asked first: what it has by then this database has too, or has lost.
  const told = await catalogue.portfolios();
  const published = await readPublished(em);
  const ahead = told.filter(({ id, number }) => number > (published.get(id)?.number ?? 0));
  if (ahead.length > 0) await keepLostEditions(em, ahead, now);
  const newer = toTell(ahead.length > 0 ? await readPublished(em) : published, told);
  if (newer.length > 0) await catalogue.publish(newer);
}

type Newest = ContentItem<PortfolioBody>['editions'][number];

async function readPublished(em: EntityManager): Promise<Map<string, Newest>> {
  const items = await readContent<PortfolioBody>(em, { kind: 'PORTFOLIO', editions: 1 });
  return new Map(items.flatMap(({ id, editions: [newest] }) => (newest ? [[id, newest]] : [])));
}

function toTell(published: ReadonlyMap<string, Newest>, told: readonly PortfolioInUse[]) {
  const known = new Map(told.map((portfolio) => [portfolio.id, portfolio]));
  return [...published].flatMap(([id, { number, body: content }]) => {
    const before = known.get(id);
    // One that was taken out of use and that no catalogue knows any more is as gone as it can be.
    const slug = content?.slug ?? before?.slug;
    return slug !== undefined && isToBeTold({ number, content }, before) ? [{ slug, number, content }] : [];
  });
}

/** An edition whose number was given once before, as to one that a restore lost, says something else. */
function isToBeTold({ number, content }: Pick<PortfolioInUse, 'number' | 'content'>, before?: PortfolioInUse): boolean {
  if (!before || number !== before.number) return number > (before?.number ?? 0);
  return !isDeepStrictEqual(content, before.content);
}
