import type { EntityManager } from '@mikro-orm/postgresql';
import { personalKeys, WORDS } from '@portal/service-kit';
import type { WordCondition } from '../graph/search-words.ts';
import { PERSONAL_JSON } from '../personal-data/columns.ts';

/** Finds a word of the requester's e-mail, which is sealed, by what stands for it in the index. */
export function emailWord(em: EntityManager): WordCondition {
  const keys = personalKeys(em);
  return {
    sql: `r.requester -> '${WORDS}' @> ?::jsonb`,
    valueOf: (word) => JSON.stringify([keys.blind(PERSONAL_JSON.requester.column, word)]),
  };
}
