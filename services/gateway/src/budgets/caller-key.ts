import type { Caller } from '@portal/service-kit/identity';
import type { BearerGrant } from '../access/bearer-grant.ts';
import { addressBlock } from '../http/address-block.ts';

/**
 * Names whoever a count is kept for: a person in browsers, the same person's programs, or a team's, however many tokens they
 * have; who is not signed in by where they are.
 */
export function callerKey(caller: Caller, grant: BearerGrant | undefined, address: string | undefined): string {
  switch (caller.kind) {
    case 'person':
      return `${grant ? 'token' : 'person'} ${caller.ofTeam ?? caller.id}`;
    case 'client':
      return `client ${caller.clientId}`;
    case 'resource-server':
      return `resource-server ${caller.id}`;
    default:
      return `anonymous ${addressBlock(address)}`;
  }
}
