import { type Caller, hasRole, isPerson } from '@portal/service-kit';
import type { Credential } from './credential.ts';

/** Whether the credential is the caller's own. */
export function isOwner({ ownerId }: Pick<Credential, 'ownerId'>, caller: Caller): boolean {
  return isPerson(caller, ownerId);
}

/** Whether the caller is the system that the credential is for. */
export function isTheSystem({ id }: Pick<Credential, 'id'>, caller: Caller): boolean {
  return caller.kind === 'client' && caller.credentialId === id;
}

/** Its owner, its system and ADMIN read a credential by itself; others meet it only on a request that they may read. */
export function mayRead(credential: Pick<Credential, 'id' | 'ownerId'>, caller: Caller): boolean {
  return isOwner(credential, caller) || isTheSystem(credential, caller) || hasRole(caller, 'ADMIN');
}
