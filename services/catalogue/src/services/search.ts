import type { MikroORM } from '@mikro-orm/postgresql';
import type { ServiceKind } from '@portal/domain';
import { type Connection, decodeCursor, encodeCursor, pageOf, pageSize } from '@portal/service-kit';
import { z } from 'zod';
import { isSlug } from '../content/slug.ts';
import type { CatalogueReader } from '../reader.ts';
import type { Service } from './service.ts';

/** What a list of services is asked for with. */
export interface ServiceSearch {
  text?: string | null;
  portfolio?: string | null;
  kind?: ServiceKind | null;
  first?: number | null;
  after?: string | null;
}

/** What the database tells of a service. */
interface Found {
  slug: string;
  position: number;
  rank: number;
}

type SqlConnection = ReturnType<MikroORM['em']['getConnection']>;

/** A piece of SQL with the values of its question marks. */
interface Sql {
  text: string;
  values: unknown[];
}

/** Beyond so many words one looks for a sentence, and each word costs an index scan. */
const MOST_WORDS = 10;
const INT4 = z.int().min(0).max(2_147_483_647);
const cursorKey = z.tuple([INT4, INT4, z.string().refine(isSlug)]);

/**
 * Lists what is offered, best match first, then in the catalogue's order. A word matches as it begins, ends or stands
 * within ("imuno", "2023"), or by its stem ("vacinas" finds "vacina"). The database finds, the snapshot answers.
 */
export async function searchServices(
  orm: MikroORM,
  reader: CatalogueReader,
  search: ServiceSearch,
): Promise<Connection<Service>> {
  const connection = orm.em.getConnection();
  const size = pageSize(search.first);
  const words = wordsOf(search.text ?? '');
  const conditions = conditionsOf(search, words);
  const rank = rankOf(words);
  const start = search.after ? [startAfter(rank, search.after)] : [];
  const found = await select(connection, rank, [...conditions, ...start], size + 1);
  const page = pageOf({
    rows: found,
    size,
    after: search.after,
    cursorOf: (row) => encodeCursor([row.rank, row.position, row.slug]),
    countAll: () => count(connection, conditions),
  });
  const services = await servicesOf(found, reader);
  const edges = page.edges.flatMap(({ cursor, node }) => {
    const service = services.get(node.slug);
    return service ? [{ cursor, node: service }] : [];
  });
  return { ...page, edges };
}

/** A service that another catalogue has just added is not in the snapshot yet. */
async function servicesOf(found: Found[], reader: CatalogueReader): Promise<Map<string, Service>> {
  const { serviceBySlug } = reader.current();
  return found.every(({ slug }) => serviceBySlug.has(slug)) ? serviceBySlug : (await reader.refresh()).serviceBySlug;
}

function wordsOf(text: string): string[] {
  // PostgreSQL keeps no NUL, so nothing can match one.
  return text.replaceAll('\0', ' ').split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);
}

function conditionsOf({ portfolio, kind }: ServiceSearch, words: string[]): Sql[] {
  const conditions: Sql[] = [{ text: 'retired_at is null', values: [] }];
  if (portfolio != null) {
    conditions.push(
      isSlug(portfolio) ? { text: 'portfolio_slug = ?', values: [portfolio] } : { text: 'false', values: [] },
    );
  }
  if (kind != null) conditions.push({ text: 'kind = ?', values: [kind] });
  if (words.length > 0) {
    conditions.push(
      either([
        { text: `search_document @@ plainto_tsquery('portuguese', lower(f_unaccent(?)))`, values: [words.join(' ')] },
        containsAll('search_text', words),
      ]),
    );
  }
  return conditions;
}

/** 0 where the names hold every word, 1 where the description helps, 2 where only stems match. */
function rankOf(words: string[]): Sql {
  if (words.length === 0) return { text: '0', values: [] };
  const inName = containsAll('search_name', words);
  const inText = containsAll('search_text', words);
  return {
    text: `case when ${inName.text} then 0 when ${inText.text} then 1 else 2 end`,
    values: [...inName.values, ...inText.values],
  };
}

function startAfter(rank: Sql, after: string): Sql {
  const key = decodeCursor(after, cursorKey);
  return { text: `(${rank.text}, position, slug) > (?, ?, ?)`, values: [...rank.values, ...key] };
}

function containsAll(column: string, words: string[]): Sql {
  return {
    text: `(${words.map(() => `${column} like '%' || lower(f_unaccent(?)) || '%'`).join(' and ')})`,
    values: words.map((word) => word.replace(/[\\%_]/g, '\\$&')),
  };
}

function either(parts: Sql[]): Sql {
  return { text: `(${parts.map(({ text }) => text).join(' or ')})`, values: parts.flatMap(({ values }) => values) };
}

function where(conditions: Sql[]): Sql {
  return {
    text: conditions.map(({ text }) => text).join(' and '),
    values: conditions.flatMap(({ values }) => values),
  };
}

async function select(connection: SqlConnection, rank: Sql, conditions: Sql[], limit: number): Promise<Found[]> {
  const { text, values } = where(conditions);
  return connection.execute<Found[]>(
    `select slug, position, ${rank.text} as rank from service where ${text} order by rank, position, slug limit ?`,
    [...rank.values, ...values, limit],
  );
}

async function count(connection: SqlConnection, conditions: Sql[]): Promise<number> {
  const { text, values } = where(conditions);
  const [row] = await connection.execute<{ total: number }[]>(
    `select count(*)::int as total from service where ${text}`,
    values,
  );
  return row?.total ?? 0;
}
