import type { EntityManager } from '@mikro-orm/postgresql';

/** What kinds of content there are. */
export type ContentKind = 'REPLY_TEMPLATE' | 'PORTFOLIO' | 'REVIEW_RULES' | 'REVIEW_REASONS' | 'RETENTION';

/** Who wrote something, and when. */
export interface Written {
  at: Date;
  byId: string;
  byName: string;
}

/** What is being written and nobody else is shown. */
export interface Draft<Body> extends Written {
  body: Body;
}

/** What was in use from then on: null where it was taken out of use. `restores` is the edition that was gone back to. */
export interface Edition<Body> extends Written {
  number: number;
  body: Body | null;
  restores: number | null;
}

/** One piece of content. The newest edition is in use. */
export interface ContentItem<Body> {
  id: string;
  /** Counts every change, drafts as well. */
  version: number;
  draft: Draft<Body> | null;
  /** The newest first. */
  editions: Edition<Body>[];
}

interface Row<Body> extends Omit<ContentItem<Body>, 'draft' | 'editions'> {
  draft: Body | null;
  draftAt: Date | string | null;
  draftById: string | null;
  draftByName: string | null;
  editions: (Omit<Edition<Body>, 'at'> & { at: string })[];
}

/** How many editions of one piece are shown, and may be gone back to. */
export const EDITIONS_SHOWN = 50;

/** Which pieces: one, or all of a kind; and how many editions of each. */
export interface ContentAsked {
  kind: ContentKind;
  id?: string;
  editions: number;
}

/** Reads content, the oldest first, by one statement. */
export async function readContent<Body>(
  em: EntityManager,
  { kind, id, editions }: ContentAsked,
): Promise<ContentItem<Body>[]> {
  const rows = await em.execute<Row<Body>[]>(
    `select i.id, i.version, i.draft, i.draft_at as "draftAt", i.draft_by_id as "draftById",
       i.draft_by_name as "draftByName", e.editions
     from content_item i cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_object('number', number, 'body', body, 'at', at, 'byId', by_id,
         'byName', by_name, 'restores', restores) order by number desc), '[]') as editions
       from (select * from content_edition where item_id = i.id order by number desc limit ?) as newest
     ) as e
     where i.kind = ? and (i.id = ?::uuid or ?::uuid is null) order by i.id`,
    [editions, kind, id ?? null, id ?? null],
  );
  return rows.map(itemOf);
}

/** Makes a piece of content, of which nothing is written or in use yet. */
export async function insertItem(em: EntityManager, kind: ContentKind, id: string): Promise<void> {
  await em.execute('insert into content_item (id, kind, version) values (?, ?, 0)', [id, kind]);
}

/** Sets or forgets what is being written; counts the version up. */
export async function writeDraft<Body>(em: EntityManager, id: string, draft: Draft<Body> | null): Promise<void> {
  await em.execute(
    `update content_item set version = version + 1, draft = ?::jsonb, draft_at = ?, draft_by_id = ?, draft_by_name = ?
     where id = ?`,
    [draft && JSON.stringify(draft.body), draft?.at ?? null, draft?.byId ?? null, draft?.byName ?? null, id],
  );
}

/** Puts an edition in use, and forgets the draft where it became that. */
export async function addEdition<Body>(
  em: EntityManager,
  { id, editions, draft }: ContentItem<Body>,
  { body, restores, at, byId, byName }: Omit<Edition<Body>, 'number'>,
  number = (editions[0]?.number ?? 0) + 1,
): Promise<void> {
  await em.execute(
    `insert into content_edition (item_id, number, body, at, by_id, by_name, restores)
     values (?, ?, ?::jsonb, ?, ?, ?, ?)`,
    [id, number, body && JSON.stringify(body), at, byId, byName, restores],
  );
  await writeDraft(em, id, body === draft?.body ? null : draft);
}

/** Forgets what was never in use. */
export async function deleteItem(em: EntityManager, id: string): Promise<void> {
  await em.execute('delete from content_item where id = ?', [id]);
}

function itemOf<Body>({ draft, draftAt, draftById, draftByName, editions, ...item }: Row<Body>): ContentItem<Body> {
  return {
    ...item,
    draft:
      draft === null || draftAt === null
        ? null
        : { body: draft, at: new Date(draftAt), byId: draftById ?? '', byName: draftByName ?? '' },
    editions: editions.map(({ at, ...edition }) => ({ ...edition, at: new Date(at) })),
  };
}
