import type { EntityManager } from '@mikro-orm/postgresql';
import type { ReviewReason } from '@portal/domain';
import { readContent } from '../content/content-rows.ts';

/** What reviewers may give as reasons; there is one piece of this content, and a migration made it. */
export interface ReasonsBody {
  reasons: ReviewReason[];
}

/** The reasons that may be given now. */
export async function reasonsInUse(em: EntityManager): Promise<ReviewReason[]> {
  const [item] = await readContent<ReasonsBody>(em, { kind: 'REVIEW_REASONS', editions: 1 });
  const body = item?.editions[0]?.body;
  if (!body) throw new Error('There are no reasons that reviewers may give');
  return body.reasons;
}
