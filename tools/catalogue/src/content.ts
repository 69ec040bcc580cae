import { randomUUIDv7 } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { CONTENT_FOLDER, readContent } from '@portal/catalogue/content';
import { portfolioId } from '@portal/catalogue/derived-ids';
import { type PortfolioFile, portfolioFile } from '@portal/catalogue/portfolio-file';
import type { ClientBase } from 'pg';
import { stringify } from 'yaml';
import { exportReasons, publishReasons, REASONS, readReasons } from './reasons.ts';
import { Refused } from './refused.ts';
import { readFormer, retiredIn } from './retired.ts';

export { Refused };

/** What an import made of each portfolio, and of the reasons that reviewers may give. */
export interface Imported {
  published: string[];
  withdrawn: string[];
  unchanged: string[];
}

interface Known {
  id: string;
  slug: string;
  /** The newest edition; 0 where the file that comes with the catalogue counts. */
  number: number;
  content: PortfolioFile | null;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Writes each portfolio that is in use, and the reasons of reviewers, to files of an empty or new folder, and tells which. */
export async function exportContent(credentials: ClientBase, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Refused(`${folder} is not empty: name a new folder`);
  const inUse = (await readKnown(credentials)).flatMap(({ content }) => (content ? [content] : []));
  for (const content of inUse) await writeFile(join(folder, `${content.slug}.yaml`), yamlOf(content));
  await exportReasons(credentials, folder);
  return [...inUse.map(({ slug }) => slug), REASONS];
}

/**
 * Publishes what the files of a folder say, in one transaction: each that differs becomes the newest edition, and can be gone
 * back from in the interface. A portfolio that has no file is taken out of use where that was asked for, and refused else;
 * the reasons of reviewers stay as they are where they have none.
 */
export async function importContent(credentials: ClientBase, folder: string, withdraw: boolean): Promise<Imported> {
  const files = new Map((await readContent(folder)).map((file) => [file.slug, file]));
  const reasons = await readReasons(folder);
  await credentials.query('begin');
  try {
    await credentials.query(`select pg_advisory_xact_lock(hashtextextended('content PORTFOLIO', 0))`);
    const known = await readKnown(credentials);
    const left = known.filter(({ slug, content }) => content && !files.has(slug)).map(({ slug }) => slug);
    if (left.length > 0 && !withdraw) {
      throw new Refused(`No file for ${left.join(', ')}: add --withdraw to take them out of use`);
    }
    const changed = [...files.values()].filter(
      (file) => !isDeepStrictEqual(known.find(({ slug }) => slug === file.slug)?.content, file),
    );
    const former = await readFormer(credentials);
    const inUse = known.flatMap(({ content }) => content ?? []);
    const retired = changed.flatMap((file) => retiredIn(file, former, inUse));
    if (retired.length > 0) throw new Refused(retired.join('\n'));
    const done: Imported = { published: [], withdrawn: [], unchanged: [] };
    for (const [slug, file] of files) {
      const before = known.find((one) => one.slug === slug) ?? {
        id: portfolioId(slug),
        slug,
        number: 0,
        content: null,
      };
      const isChanged = changed.includes(file);
      if (isChanged) await publish(credentials, before, file);
      (isChanged ? done.published : done.unchanged).push(slug);
    }
    for (const one of known.filter(({ slug }) => left.includes(slug))) await publish(credentials, one, null);
    if (reasons) ((await publishReasons(credentials, reasons)) ? done.published : done.unchanged).push(REASONS);
    await credentials.query('commit');
    return { ...done, withdrawn: left };
  } catch (error) {
    await credentials.query('rollback');
    throw error;
  }
}

/** What counts now: the newest editions, and the files that come with the catalogue of what never was published. */
async function readKnown(credentials: ClientBase): Promise<Known[]> {
  const { rows } = await credentials.query<{ id: string; number: number; body: unknown; slug: string }>(
    `select i.id, newest.number, newest.body, named.body->>'slug' as slug
     from content_item i
     join lateral (select * from content_edition where item_id = i.id order by number desc limit 1) newest on true
     join lateral (select * from content_edition where item_id = i.id and body is not null limit 1) named on true
     where i.kind = 'PORTFOLIO'`,
  );
  const published = rows.map(({ body, ...row }) => ({
    ...row,
    content: body === null ? null : portfolioFile.parse(body),
  }));
  const slugs = new Set(published.map(({ slug }) => slug));
  const files = (await readContent(CONTENT_FOLDER)).filter(({ slug }) => !slugs.has(slug));
  return [
    ...published,
    ...files.map((content) => ({ id: portfolioId(content.slug), slug: content.slug, number: 0, content })),
  ];
}

/** As the interface does: what a file said is the first edition, so that it can be gone back to. */
async function publish(credentials: ClientBase, { id, slug, number, content }: Known, file: PortfolioFile | null) {
  await credentials.query(
    `insert into content_item (id, kind, version) values ($1, 'PORTFOLIO', 1)
     on conflict (id) do update set version = content_item.version + 1`,
    [id],
  );
  const add = (edition: number, body: PortfolioFile | null, byName: string) =>
    credentials.query(
      `insert into content_edition (item_id, number, body, at, by_id, by_name) values ($1, $2, $3, now(), $4, $5)`,
      [id, edition, body && JSON.stringify(body), NOBODY, byName],
    );
  const before = number === 0 && content ? 1 : number;
  if (number === 0 && content) await add(1, content, 'Arquivo de conteúdo do Portal');
  await add(before + 1, file, 'pnpm catalogue import');
  await credentials.query(
    `insert into audit_record (id, at, actor_id, act, subject, subject_id, trace_id, detail)
     values ($1, now(), null, 'importPortfolioContent', 'CONTENT', $2, '', $3)`,
    [randomUUIDv7(), id, JSON.stringify({ slug, number: before + 1 })],
  );
}

function yamlOf(written: PortfolioFile): string {
  // The database keeps no order of the keys of a record.
  const certificate = Object.fromEntries(Object.entries(written.certificate).sort());
  const content = { ...written, certificate };
  // A day is written as one, as people do.
  return stringify(JSON.parse(JSON.stringify(content, (_key, value: unknown) => dayOf(value))), { lineWidth: 120 });
}

function dayOf(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT00:00:00\.000Z$/.test(value) ? value.slice(0, 10) : value;
}
