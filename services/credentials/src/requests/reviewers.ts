import { partId } from '../graph/ids.ts';
import type { AccessRequest } from './access-request.ts';
import type { PersonMark } from './content.ts';
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
