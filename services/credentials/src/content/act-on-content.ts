import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Person, refuse } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { GIVES_ID, type Outcome, perform } from '../idempotency/perform.ts';
import {
  addEdition,
  type ContentItem,
  type ContentKind,
  deleteItem,
  EDITIONS_SHOWN,
  insertItem,
  readContent,
  writeDraft,
} from './content-rows.ts';

/** Which piece an act is about, and which version of it the person saw. */
export interface ContentTarget {
  id: string;
  version: number;
}

/** What is done, to what. */
export interface ContentAct {
  name: string;
  kind: ContentKind;
  /** What who names an unknown one is told. */
  missing: string;
  /** Whether what is not there begins here: it stands elsewhere until somebody writes it. */
  begins?: boolean;
}

/** All of a kind under its lock, each with its newest edition: what holds among them is looked at one act after the other. */
interface OpenedKind<Body> {
  em: EntityManager;
  items: ContentItem<Body>[];
  by: { at: Date; byId: string; byName: string };
}

/** One piece of it with its editions, in the version that the person saw. */
export interface OpenedContent<Body> extends OpenedKind<Body> {
  item: ContentItem<Body>;
}

/** Makes a piece of content as a draft. */
export function createContent<Body>(
  ctx: CredentialsContext,
  act: { name: string; kind: ContentKind },
  bodyFor: (others: readonly ContentItem<Body>[]) => Body,
): Promise<Outcome<string>> {
  return perform(ctx, GIVES_ID, async (em, person) => {
    const { items, by } = await openKind<Body>(em, ctx, act.kind, person);
    const id = randomUUIDv7();
    await insertItem(em, act.kind, id);
    await writeDraft(em, id, { body: bodyFor(items), ...by });
    audit(em, { at: by.at, actorId: person.id, act: act.name, subject: 'CONTENT', subjectId: id });
    return id;
  });
}

/**
 * Does an act to a piece of content, once for a key, in the version that the person saw, and writes it down. Of a kind of which
 * there is one alone its id need not be known.
 */
export function actOnContent<Body>(
  ctx: CredentialsContext,
  { name, kind, missing, begins }: ContentAct,
  { id: named, version }: { id: string | null; version: number },
  act: (opened: OpenedContent<Body>) => Promise<Record<string, unknown>>,
): Promise<Outcome<string>> {
  return perform(ctx, GIVES_ID, async (em, person) => {
    const { items, by } = await openKind<Body>(em, ctx, kind, person);
    const id = named ?? items[0]?.id ?? '';
    const isThere = items.some((item) => item.id === id);
    if (begins && !isThere) await insertItem(em, kind, id);
    const [found] = isThere || begins ? await readContent<Body>(em, { kind, id, editions: EDITIONS_SHOWN }) : [];
    if (!found) return refuse('NOT_FOUND', missing, ['id']);
    if (found.version !== version) {
      return refuse('STALE_VERSION', 'Outra pessoa mudou isto enquanto você trabalhava. Veja como está agora.', [
        'version',
      ]);
    }
    const detail = await act({ em, items, item: found, by });
    audit(em, { at: by.at, actorId: person.id, act: name, subject: 'CONTENT', subjectId: id, detail });
    return id;
  });
}

/** Keeps what is being written. */
export async function keepDraft<Body>({ em, item, by }: OpenedContent<Body>, body: Body) {
  await writeDraft(em, item.id, { body, ...by });
  return {};
}

/** Forgets what is being written; the piece stays, so that its version counts on. */
export async function forgetDraft<Body>({ em, item }: OpenedContent<Body>) {
  if (!item.draft) return refuse('NOT_ALLOWED', 'Não há rascunho para descartar.');
  await writeDraft(em, item.id, null);
  return {};
}

/** Forgets what is being written, and all of a piece that was never in use. */
export async function discardDraft<Body>(opened: OpenedContent<Body>) {
  const { em, item } = opened;
  if (!item.draft || item.editions.length > 0) return forgetDraft(opened);
  await deleteItem(em, item.id);
  return {};
}

/** Puts in use what is being written, a former edition, or nothing. */
export async function putInUse<Body>(
  { em, item, by }: OpenedContent<Body>,
  body: Body | null,
  restores: number | null = null,
) {
  await addEdition(em, item, { body, restores, ...by });
  return { number: (item.editions[0]?.number ?? 0) + 1, ...(restores !== null && { restores }) };
}

/** What is being written, to be put in use. */
export function draftOf<Body>({ item }: OpenedContent<Body>): Body {
  return item.draft ? item.draft.body : refuse('NOT_ALLOWED', 'Não há rascunho para publicar.');
}

/** What an edition said that was in use once. */
export function formerBody<Body>({ editions }: ContentItem<Body>, number: number): Body {
  const former = editions.find((edition) => edition.number === number);
  if (!former?.body) return refuse('NOT_FOUND', 'Não encontramos esta versão.', ['number']);
  return former.body;
}

async function openKind<Body>(
  em: EntityManager,
  ctx: CredentialsContext,
  kind: ContentKind,
  { id: byId, name: byName }: Person,
): Promise<OpenedKind<Body>> {
  await lockKind(em, kind);
  const items = await readContent<Body>(em, { kind, editions: 1 });
  return { em, items, by: { at: ctx.now(), byId, byName } };
}

/** Until the transaction ends nobody else changes anything of the kind. */
export async function lockKind(em: EntityManager, kind: ContentKind): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`content ${kind}`]);
}
