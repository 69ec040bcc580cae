import type { CredentialsContext } from '../context.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import type { WarningCopy } from '../requests/content.ts';
import { loadersFor } from '../requests/read-again.ts';
import { readsForMinistry } from '../requests/visibility.ts';

/** The Portal does not know whose word counts for an establishment: who reviews is told that there is more than one. */
const OTHER_TEAM: WarningCopy = {
  code: 'OTHER_TEAM',
  path: ['establishment'],
  message: 'Outra equipe também enviou solicitações para este estabelecimento.',
  mustAccept: false,
  acceptedBy: null,
  acceptedAt: null,
};

/** What is warned of as things stand now, and not as they were sent; nothing to who asks, whom other teams do not concern. */
export async function warningsOfNow(request: AccessRequest, ctx: CredentialsContext): Promise<WarningCopy[]> {
  const { id, teamId } = request;
  if (teamId === null || !readsForMinistry(request, ctx.caller)) return [];
  return (request.hasOtherTeam ?? (await loadersFor(request, ctx).hasOtherTeam.load(id))) ? [OTHER_TEAM] : [];
}
