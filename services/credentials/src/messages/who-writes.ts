import {
  type ConversationFacts,
  conversationClosed,
  conversationEnd,
  conversationState,
  type MessageSide,
} from '@portal/domain';
import { type Caller, hasRole } from '@portal/service-kit';
import type { AccessRequest } from '../requests/access-request.ts';
import { isOwner } from '../requests/visibility.ts';

/** On whose side somebody who reads a request writes on it: its owner never on the reviewers', ADMIN and systems on none. */
export function sideOf(request: Pick<AccessRequest, 'ownerId'>, caller: Caller): MessageSide | null {
  if (isOwner(request, caller)) return 'INTEGRATOR';
  return hasRole(caller, 'REVIEWER') ? 'REVIEWERS' : null;
}

/** Why nothing can be written on a request now; undefined while it can. */
export function closedBecause(request: ConversationFacts, now: Date): string | undefined {
  return conversationClosed(conversationState(request, now), conversationEnd(request));
}
