import type { EntityManager } from '@mikro-orm/postgresql';
import type { CatalogueContent } from '../catalogue/content-client.ts';
import { readContent } from '../content/content-rows.ts';
import type { PortfolioBody } from './body.ts';

/** Tells the catalogue what was published and it does not have: what it missed, or all of it where its database is new. */
export async function tellCatalogue(em: EntityManager, catalogue: CatalogueContent): Promise<void> {
  const items = await readContent<PortfolioBody>(em, { kind: 'PORTFOLIO', editions: 1 });
  const published = items.flatMap(({ id, editions: [newest] }) => (newest ? [{ id, ...newest }] : []));
  if (published.length === 0) return;
  const known = new Map((await catalogue.portfolios()).map((portfolio) => [portfolio.id, portfolio]));
  const newer = published.flatMap(({ id, number, body: content }) => {
    // One that was taken out of use and that no catalogue knows any more is as gone as it can be.
    const slug = content?.slug ?? known.get(id)?.slug;
    return slug !== undefined && number > (known.get(id)?.number ?? 0) ? [{ slug, number, content }] : [];
  });
  if (newer.length > 0) await catalogue.publish(newer);
}
