import type { EntityManager } from '@mikro-orm/postgresql';
import { partId } from '../graph/ids.ts';
import type { AccessRequest } from './access-request.ts';
import type { PersonMark } from './content.ts';
import { withinReach } from './reach.ts';
import type { Reviewer } from './request-parts.ts';

/**
 * A person who reviews or reviewed a request, under one name wherever in it they stand: that of the newest mark, for names
 * in accounts change between one act and the next.
 */
export function reviewerIn(request: AccessRequest, mark: PersonMark): Reviewer;
export function reviewerIn(request: AccessRequest, mark: PersonMark | null): Reviewer | null;
export function reviewerIn(request: AccessRequest, mark: PersonMark | null): Reviewer | null {
  if (!mark) return null;
  const { id: personId, name } = marksOf(request).find(({ id }) => id === mark.id) ?? mark;
  return { id: partId('Reviewer', request.id, personId), personId, name };
}

/** Who holds a request or decided it. */
export function holderOf({ reviewerId, reviewerName }: AccessRequest): PersonMark | null {
  return reviewerId === null ? null : { id: reviewerId, name: reviewerName ?? '' };
}

/** Newest first: who holds or decided it, who held it before, who approved. */
export function marksOf(request: AccessRequest): PersonMark[] {
  const { previousReviewer, approvals } = request;
  return [holderOf(request), previousReviewer, ...approvals.toReversed()].filter((mark) => mark !== null);
}

/** Who holds requests of the queue, of the portfolios that are looked at, each as in the one that they took last, by name. */
export async function reviewersOfQueue(em: EntityManager, reach: readonly string[] | null): Promise<Reviewer[]> {
  const [inReach, values] = withinReach('portfolio', reach);
  const rows = await em.execute<{ id: string; personId: string; name: string }[]>(
    `select id, "personId", name from (
      select distinct on (reviewer_id) id, reviewer_id as "personId", reviewer_name as name
      from access_request where state = 'IN_REVIEW' and ${inReach}
      order by reviewer_id, updated_at desc
    ) as holders order by name, "personId" limit 100`,
    values,
  );
  return rows.map(({ id, personId, name }) => ({ id: partId('Reviewer', id, personId), personId, name }));
}
