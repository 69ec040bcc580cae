import type { EntityManager } from '@mikro-orm/postgresql';
import type { StreamEvent } from '@portal/service-kit';
import { Credential } from '../credentials/credential.ts';
import { type MessageRow, messagesById } from '../messages/message-rows.ts';
import { type NoticeRow, noticesById } from '../notices/notice-rows.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import { AccessRequestEvent } from '../requests/access-request-event.ts';
import { readAgain } from '../requests/read-again.ts';
import type { Change } from './change.ts';

/** What the changes of a batch are about, as it is now. */
interface Loaded {
  requests: ReadonlyMap<string, AccessRequest>;
  events: ReadonlyMap<string, AccessRequestEvent>;
  credentials: ReadonlyMap<string, Credential>;
  messages: ReadonlyMap<string, MessageRow>;
  notices: ReadonlyMap<string, NoticeRow>;
}

/** A change on its way to a subscriber, with what it is about; that is read once for all who ask. */
export interface Delivered extends StreamEvent {
  change: Change;
  load: () => Promise<Loaded>;
}

/** Goes with each change the reading of all of them: at most one statement a kind, however many subscribers ask. */
export function deliver(em: EntityManager, changes: readonly Change[], live: boolean): Delivered[] {
  let loaded: Promise<Loaded> | undefined;
  const load = () => {
    loaded ??= loadAll(em.fork(), changes);
    return loaded;
  };
  return changes.map((change) => ({ change, load, place: change.pos, live, about: change.ownerId }));
}

async function loadAll(em: EntityManager, changes: readonly Change[]): Promise<Loaded> {
  const ofRequests = changes.filter(({ subject }) => subject === 'ACCESS_REQUEST');
  const ofCredentials = changes.filter(({ subject }) => subject === 'CREDENTIAL');
  const ofMessages = changes.filter(({ subject }) => subject === 'MESSAGE');
  const ofNotices = changes.filter(({ subject }) => subject === 'NOTICE');
  const eventIds = eventsOf(ofRequests);
  const [requests, events, credentials, messages, notices] = await Promise.all([
    readAgain(em, [...new Set([...ofRequests, ...ofMessages].map(({ subjectId }) => subjectId))]),
    eventIds.length > 0 ? em.find(AccessRequestEvent, { id: { $in: eventIds } }) : [],
    ofCredentials.length > 0
      ? em.find(Credential, { id: { $in: ofCredentials.map(({ subjectId }) => subjectId) } })
      : [],
    messagesById(em, eventsOf(ofMessages)),
    noticesById(em, [...eventsOf(ofNotices), ...ofNotices.flatMap(({ told }) => Object.values(told ?? {}))]),
  ]);
  return {
    requests: byId(requests),
    events: byId(events),
    credentials: byId(credentials),
    messages: byId(messages),
    notices: byId(notices),
  };
}

function eventsOf(changes: readonly Change[]): string[] {
  return changes.flatMap(({ eventId }) => (eventId === null ? [] : [eventId]));
}

function byId<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
