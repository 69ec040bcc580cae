import type { EntityManager } from '@mikro-orm/postgresql';
import type { Credential } from '../credentials/credential.ts';
import { issueCredential } from '../credentials/issue.ts';
import { announceCredential } from '../events/announce-credential.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import { alterCredential } from '../requests/alteration.ts';

/** What an approval that is the last one gives, whoever gives it: the credential, new or altered, and its place on the live line. */
export async function grant(
  em: EntityManager,
  request: AccessRequest,
  replaced: Credential | null,
  now: Date,
): Promise<void> {
  request.decidedAt = now;
  if (replaced) return alterCredential(em, request, replaced, now);
  announceCredential(em, await issueCredential(em, request, now), 'ISSUE', now);
}
