import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberAct } from '../events/change.ts';
import { OutboxEntry } from '../events/outbox-entry.ts';

/** Who came, went or became something else. */
export interface MemberChange {
  teamId: string;
  personId: string;
  act: MemberAct;
}

/** Puts it on the live line, in the transaction that does it: what that person follows is no longer the same. */
export function announceMember(em: EntityManager, { teamId, personId, act }: MemberChange, at: Date): void {
  const entry = Object.assign(new OutboxEntry(), { at, act, subject: 'TEAM_MEMBER', subjectId: personId } as const);
  entry.ownerId = teamId;
  em.persist(entry);
}
