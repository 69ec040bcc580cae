import type { EntityManager } from '@mikro-orm/postgresql';
import type { Credential } from '../credentials/credential.ts';
import { holderOf } from '../teams/members.ts';
import type { CredentialAct } from './change.ts';
import { OutboxEntry } from './outbox-entry.ts';

/** Puts a change of a credential on the live line, in the transaction that makes it. */
export function announceCredential(
  em: EntityManager,
  credential: Pick<Credential, 'id' | 'ownerId' | 'teamId'>,
  act: CredentialAct,
  at: Date,
  eventId: string | null = null,
): void {
  const entry = Object.assign(new OutboxEntry(), { at, act, subject: 'CREDENTIAL' } as const);
  entry.subjectId = credential.id;
  entry.ownerId = holderOf(credential);
  entry.eventId = eventId;
  em.persist(entry);
}
