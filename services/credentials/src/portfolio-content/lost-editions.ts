import type { EntityManager } from '@mikro-orm/postgresql';
import type { PortfolioInUse } from '../catalogue/content-client.ts';
import { lockKind } from '../content/act-on-content.ts';
import { addEdition, insertItem, readContent } from '../content/content-rows.ts';
import { logger } from '../logger.ts';
import type { PortfolioBody } from './body.ts';

/** Who wrote an edition that is known from the catalogue alone. */
export const LOST = {
  byId: '00000000-0000-0000-0000-000000000000',
  byName: 'Catálogo, depois de uma restauração',
};

/**
 * Keeps editions that the catalogue has and this database lost, as after a restore, so that they can be gone back to. What
 * this database says of a portfolio counts on, as an edition that is newer than the lost one.
 */
export async function keepLostEditions(em: EntityManager, ahead: readonly PortfolioInUse[], at: Date): Promise<void> {
  await em.transactional(async (transaction) => {
    await lockKind(transaction, 'PORTFOLIO');
    const items = await readContent<PortfolioBody>(transaction, { kind: 'PORTFOLIO', editions: 1 });
    for (const { id, slug, number, content } of ahead) {
      const found = items.find((item) => item.id === id);
      const item = found ?? { id, version: 0, draft: null, editions: [] };
      const [newest] = item.editions;
      // Of one that went out of use and has no history here nothing could be gone back to.
      if (newest ? newest.number >= number : content === null) continue;
      if (!found) await insertItem(transaction, 'PORTFOLIO', id);
      await addEdition(transaction, item, { body: content, restores: null, at, ...LOST }, number);
      if (newest) {
        const again = { body: newest.body, restores: newest.body && newest.number, at, ...LOST };
        await addEdition(transaction, item, again, number + 1);
      }
      logger.warn({ portfolio: slug, number }, 'only the catalogue had this edition; it is kept in the history');
    }
  });
}
