import type { Person } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { type AccessRequestPayload, perform } from '../requests/access-request-payload.ts';
import { type ActTarget, endClaim, move, type Opened, open } from '../requests/act-on-request.ts';

/** Puts a claimed request back into the queue: its holder, or MANAGER or ADMIN for anybody's claim. */
export function releaseAccessRequest(
  ctx: CredentialsContext,
  person: Person,
  target: ActTarget,
): Promise<AccessRequestPayload> {
  return perform(ctx, target.id, async (em) => {
    putBack(await open(em, ctx, person, 'RELEASE', target));
    return target.id;
  });
}

/** Ends the claim, and lets it wait again. */
export function putBack(opened: Opened<'RELEASE'>): void {
  endClaim(opened.request);
  move(opened);
}
