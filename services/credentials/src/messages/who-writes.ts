import {
  type ConversationFacts,
  conversationClosed,
  conversationEnd,
  conversationState,
  type MessageSide,
} from '@portal/domain';
import { type Caller, mayIn } from '@portal/service-kit';
import type { AccessRequest } from '../requests/access-request.ts';
import { isOfTeam, mayForTeam } from '../teams/members.ts';

/** On whose side somebody who reads a request writes on it: its team never on the reviewers', the others of the Ministry, systems and who only reads on none. */
export function sideOf(request: Pick<AccessRequest, 'members' | 'portfolio'>, caller: Caller): MessageSide | null {
  if (isOfTeam(request, caller)) return mayForTeam(request, caller, 'WRITE_MESSAGE') ? 'INTEGRATOR' : null;
  return mayIn(caller, 'WRITE', request.portfolio) ? 'REVIEWERS' : null;
}

/** Why nothing can be written on a request now; undefined while it can. */
export function closedBecause(request: ConversationFacts, now: Date): string | undefined {
  return conversationClosed(conversationState(request, now), conversationEnd(request));
}
