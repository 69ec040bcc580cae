import type { EntityManager } from '@mikro-orm/postgresql';
import { ContentError } from './content-error.ts';
import { type PortfolioFile, portfolioFile } from './portfolio-file.ts';

/** A portfolio as it was published in the interface. */
export interface Published {
  slug: string;
  /**
   * Which edition of it: a later one takes the place of an earlier one, and never the other way round. Told again it may say
   * something else: credentials was restored, and gave the number anew.
   */
  number: number;
  /** Null where it was taken out of use. */
  content: PortfolioFile | null;
}

/** All that was published. */
export async function readPublished(em: EntityManager): Promise<Published[]> {
  const rows = await em.execute<{ slug: string; number: number; content: unknown }[]>(
    'select slug, number, content from published_portfolio order by slug',
  );
  return rows.map(({ content, ...row }) => ({ ...row, content: content === null ? null : checked(row.slug, content) }));
}

/** Keeps what is newer than what is kept, or says otherwise under its number, and tells what that was. */
export async function keepPublished(em: EntityManager, told: readonly Published[]): Promise<Published[]> {
  const newer: Published[] = [];
  for (const one of told) {
    const kept = await em.execute<unknown[]>(
      `insert into published_portfolio as kept (slug, number, content) values (?, ?, ?::jsonb)
       on conflict (slug) do update set number = excluded.number, content = excluded.content
       where kept.number < excluded.number
         or (kept.number = excluded.number and kept.content is distinct from excluded.content)
       returning slug`,
      [one.slug, one.number, one.content && JSON.stringify(one.content)],
    );
    if (kept.length > 0) newer.push(one);
  }
  return newer;
}

/** What counts: what was published, and the files of what never was. A service that was published elsewhere stays there. */
export function inUse(files: readonly PortfolioFile[], published: readonly Published[]): PortfolioFile[] {
  const told = new Set(published.map(({ slug }) => slug));
  const offered = published.flatMap(({ content }) => (content ? [content] : []));
  const taken = new Set(offered.flatMap(({ services }) => services.map(({ slug }) => slug)));
  const untouched = files
    .filter(({ slug }) => !told.has(slug))
    .map((file) => ({ ...file, services: file.services.filter(({ slug }) => !taken.has(slug)) }));
  return [...untouched, ...offered];
}

function checked(slug: string, content: unknown): PortfolioFile {
  const read = portfolioFile.safeParse(content);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ContentError(`${slug} as it was published: ${problems.join('; ')}`);
}
