import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Problem, problem } from '@portal/service-kit';
import { Credential } from '../credentials/credential.ts';
import { stateAt } from '../credentials/lifecycle.ts';
import type { AccessRequest } from './access-request.ts';

/** Why production cannot be asked for or granted on this homologation credential; null where it is ACTIVE. */
export function homologationCredentialProblem(
  credential: Pick<Credential, 'state' | 'expiresAt'>,
  now: Date,
): Problem | null {
  if (stateAt(credential, now) === 'ACTIVE') return null;
  return problem('NOT_ALLOWED', 'A credencial de homologação deste sistema não está ativa.', [
    'homologationCredential',
  ]);
}

/** The same for a request, its credential locked so that it stays as it is until the act is over; null for homologation. */
export async function inactiveCredentialOf(
  em: EntityManager,
  { homologationCredential }: AccessRequest,
  now: Date,
): Promise<Problem | null> {
  if (!homologationCredential) return null;
  const { id } = homologationCredential;
  const credential = await em.findOneOrFail(Credential, { id }, { lockMode: LockMode.PESSIMISTIC_READ, refresh: true });
  return homologationCredentialProblem(credential, now);
}
