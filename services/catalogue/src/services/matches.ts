import type { MikroORM } from '@mikro-orm/postgresql';
import { withoutInvisible } from '@portal/domain';

/** How well each service that matches a text does: 0 best. */
export type Matches = Map<string, number>;

/** Beyond so many words one looks for a sentence, and each word costs an index scan. */
const MOST_WORDS = 10;
/** No word is so long that ten come to more; a megabyte took the database seconds to find nothing by. */
const LONGEST_TEXT = 500;

/** The words of a text that are looked for; none where the text does not filter. */
export function wordsOf(text: string): string[] {
  // PostgreSQL keeps no NUL, so nothing can match one.
  const seen = withoutInvisible(text.slice(0, LONGEST_TEXT)).replaceAll('\0', ' ');
  return seen.split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);
}

/**
 * Finds the services that hold every word, accents and case ignored: 0 where the names do, 1 where the description
 * helps, 2 where only stems match. A word matches as it begins, ends or stands within ("imuno", "2023"), or by its stem
 * ("vacinas" finds "vacina").
 */
export async function findMatches(orm: MikroORM, words: string[]): Promise<Matches> {
  const patterns = words.map((word) => word.replace(/[\\%_]/g, '\\$&'));
  const rows = await orm.em.getConnection().execute<{ slug: string; rank: number }[]>(
    `select slug, case when ${containsAll('search_name', words)} then 0
                       when ${containsAll('search_text', words)} then 1 else 2 end as rank
     from service
     where retired_at is null
       and (${containsAll('search_text', words)}
         or search_document @@ plainto_tsquery('portuguese', lower(f_unaccent(?))))`,
    [...patterns, ...patterns, ...patterns, words.join(' ')],
  );
  return new Map(rows.map(({ slug, rank }) => [slug, rank]));
}

function containsAll(column: string, words: string[]): string {
  return words.map(() => `${column} like '%' || lower(f_unaccent(?)) || '%'`).join(' and ');
}
