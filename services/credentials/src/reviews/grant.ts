import type { EntityManager } from '@mikro-orm/postgresql';
import { issueCredential } from '../credentials/issue.ts';
import { announceCredential } from '../events/announce-credential.ts';
import type { AccessRequest } from '../requests/access-request.ts';

/** What an approval that is the last one gives, whoever gives it: the credential, and its place on the live line. */
export async function grant(em: EntityManager, request: AccessRequest, now: Date): Promise<void> {
  request.decidedAt = now;
  announceCredential(em, await issueCredential(em, request, now), 'ISSUE', now);
}
