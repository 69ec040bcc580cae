import type { Person } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { type AccessRequestPayload, perform } from '../requests/access-request-payload.ts';
import { type ActTarget, move, type Opened, open } from '../requests/act-on-request.ts';

/** Takes a request out of the queue, to be reviewed by this person alone. */
export function claimAccessRequest(
  ctx: CredentialsContext,
  person: Person,
  target: ActTarget,
): Promise<AccessRequestPayload> {
  return perform(ctx, target.id, async (em) => {
    const opened = await open(em, ctx, person, 'CLAIM', target);
    take(opened);
    return target.id;
  });
}

/** Makes it the person's own to review. */
export function take(opened: Opened<'CLAIM'>): void {
  opened.request.reviewerId = opened.person.id;
  opened.request.reviewerName = opened.person.name;
  move(opened);
}
