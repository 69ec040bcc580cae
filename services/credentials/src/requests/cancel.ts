import type { Person } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { type AccessRequestPayload, perform } from './access-request-payload.ts';
import { type ActTarget, endClaim, move, open } from './act-on-request.ts';

/** Gives a request up, in any state that is not final. */
export function cancelAccessRequest(
  ctx: CredentialsContext,
  person: Person,
  target: ActTarget,
): Promise<AccessRequestPayload> {
  return perform(ctx, target.id, async (em) => {
    const opened = await open(em, ctx, person, 'CANCEL', target);
    endClaim(opened.request);
    opened.request.dueAt = null;
    move(opened);
    return target.id;
  });
}
