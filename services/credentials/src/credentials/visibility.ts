import { type Caller, may } from '@portal/service-kit';
import { isOfTeam } from '../teams/members.ts';
import type { Credential } from './credential.ts';

/** Whether the caller is the system that the credential is for. */
export function isTheSystem({ id }: Pick<Credential, 'id'>, caller: Caller): boolean {
  return caller.kind === 'client' && caller.credentialId === id;
}

/** Its team, its system, AUDITOR and ADMIN read a credential by itself; others meet it only on a request that they may read. */
export function mayRead(credential: Pick<Credential, 'id' | 'members'>, caller: Caller): boolean {
  return isOfTeam(credential, caller) || isTheSystem(credential, caller) || may(caller, 'READ_CREDENTIALS');
}
