import type { EntityManager } from '@mikro-orm/postgresql';
import { RETENTION, RETENTION_DELAY_DAYS, RetentionKind } from '@portal/domain';
import { type ContentItem, type Edition, readContent } from '../content/content-rows.ts';

/** For how many days each kind is kept. */
export type Terms = Readonly<Record<RetentionKind, number>>;

/** What of them an ADMIN publishes; the others are as the deployment says, else as the software does. */
export interface RetentionBody {
  terms: Partial<Terms>;
}

/** What the software says; the deployment may say otherwise of some. */
export const USUAL_TERMS = Object.fromEntries(
  Object.values(RetentionKind).map((kind) => [kind, RETENTION[kind].days]),
) as Terms;

const DELAY_MS = RETENTION_DELAY_DAYS * 86_400_000;
/** All that may have been published within the delay, as far as anybody would. */
const MOST = 1_000;

/** All that was published of terms, the newest first. */
export async function readTerms(em: EntityManager): Promise<ContentItem<RetentionBody>> {
  const [item] = await readContent<RetentionBody>(em, { kind: 'RETENTION', editions: MOST });
  if (!item) throw new Error('There is nothing to publish terms of retention in');
  return item;
}

/** The terms that were published last. */
export function newestTerms(editions: readonly Published[], seed: Terms): Terms {
  return { ...seed, ...editions[0]?.body?.terms };
}

/** What of an edition decides. */
type Published = Pick<Edition<RetentionBody>, 'at' | 'body'>;

/**
 * By which the jobs delete: the longest that held at any moment of the last days. So what is made longer holds at once, and
 * what is made shorter can be gone back to before anything was deleted by it.
 */
export function termsInForce(editions: readonly Published[], seed: Terms, now: Date): Terms {
  const held = editions.filter((_, place) => heldWithin(editions[place - 1], now)).map(({ body }) => body?.terms);
  const all = [...held, ...(heldWithin(editions.at(-1), now) ? [{}] : [])].map((terms) => ({ ...seed, ...terms }));
  return Object.fromEntries(
    Object.values(RetentionKind).map((kind) => [kind, Math.max(...all.map((terms) => terms[kind]))]),
  ) as Terms;
}

/** From when on the newest terms alone are in force; null where they are. */
export function inForceFrom(editions: readonly Published[], seed: Terms, kind: RetentionKind, now: Date): Date | null {
  const newest = newestTerms(editions, seed)[kind];
  const longer = editions.findIndex((_, place) => ({ ...seed, ...editions[place + 1]?.body?.terms })[kind] > newest);
  const by = editions[longer];
  return by && heldWithin(by, now) ? new Date(by.at.getTime() + DELAY_MS) : null;
}

/** Whether what an edition took the place of held within the delay; what nothing took the place of holds. */
function heldWithin(next: Published | undefined, now: Date): boolean {
  return next === undefined || next.at.getTime() > now.getTime() - DELAY_MS;
}
