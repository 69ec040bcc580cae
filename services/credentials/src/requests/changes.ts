import type { CredentialsContext } from '../context.ts';
import { isOfTeam } from '../teams/members.ts';
import type { AccessRequest } from './access-request.ts';
import { changedPaths, type Path } from './changed-paths.ts';
import { loadersFor } from './read-again.ts';
import { copyOf } from './submit.ts';
import { contentOf } from './visibility.ts';
import { wholeOf } from './whole-request.ts';

/** What changed, as the caller is concerned: owners mending a request since it was last sent, all others between two submissions. */
export async function changesFor(request: AccessRequest, ctx: CredentialsContext): Promise<Path[]> {
  const loaders = loadersFor(request, ctx);
  const { submitted, submittedBefore, childEstablishments } = await wholeOf(request, loaders);
  if (!submitted) return [];
  if (request.state !== 'CHANGES_REQUESTED' || !isOfTeam(request, ctx.caller)) {
    return submittedBefore ? changedPaths(submittedBefore, submitted) : [];
  }
  const evidence = await loaders.evidence.load(request.id);
  const present = evidence.filter(({ removedAt }) => removedAt === null).map(copyOf);
  return changedPaths(submitted, { ...contentOf(request), childEstablishments, evidence: present });
}
