import type { CredentialsContext } from '../context.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import type { EvidenceCopy, RequirementCopy } from '../requests/content.ts';
import { loadersFor } from '../requests/read-again.ts';
import { mayRead } from '../requests/visibility.ts';
import { submittedOf } from '../requests/whole-request.ts';
import { isOfTeam } from '../teams/members.ts';
import type { Evidence } from './evidence.ts';

/**
 * A request's evidence as the caller reads it: owners what they work on, everybody else what was last submitted, with
 * the labels it had then.
 */
export async function evidenceFor(
  request: AccessRequest,
  rows: readonly Evidence[],
  { caller, loaders }: Pick<CredentialsContext, 'caller' | 'loaders'>,
): Promise<Evidence[]> {
  if (!mayRead(request, caller)) return [];
  if (isOfTeam(request, caller)) return rows.filter(({ removedAt }) => removedAt === null);
  const sent = await submittedOf(request, loadersFor(request, { loaders }));
  const submitted = new Map(sent?.evidence.map((copy) => [copy.id, copy]));
  return rows.flatMap((row) => {
    const copy = submitted.get(row.id);
    return copy ? [asSubmitted(row, copy, request.rules?.requirements ?? [])] : [];
  });
}

/** Not the row itself, which belongs to the operation's identity map and would be written back. */
function asSubmitted(row: Evidence, { requirements }: EvidenceCopy, known: readonly RequirementCopy[]): Evidence {
  const { id, request, fileName, mediaType, size, sha256, uploadedAt, removedAt, scan } = row;
  const labels = known.filter(({ code }) => requirements.includes(code));
  return { id, request, fileName, mediaType, size, sha256, uploadedAt, removedAt, scan, requirements: labels };
}
