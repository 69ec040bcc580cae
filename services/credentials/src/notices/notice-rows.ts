import type { EntityManager } from '@mikro-orm/postgresql';
import { type MessageSide, MOST_UNREAD_NOTICES, type NoticeKind } from '@portal/domain';

/** What somebody is to be told. */
export interface NoticeDraft {
  personId: string;
  side: MessageSide;
  kind: NoticeKind;
  /** Names what is told of: whoever was told it is not told again. */
  occasion: string;
  at: Date;
  requestId?: string | null;
  credentialId?: string | null;
  deadline?: Date | null;
}

/** A notice as it is kept. */
export interface NoticeRow {
  id: string;
  kind: NoticeKind;
  side: MessageSide;
  at: Date | string;
  read_at: Date | string | null;
  protocol: string | null;
  request_id: string | null;
  credential_id: string | null;
  deadline: Date | string | null;
}

/** Keeps notices and puts them on the live line, in the transaction of what they tell of; those that were told are left out. */
export async function addNotices(em: EntityManager, drafts: readonly NoticeDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  await em.execute(
    `with added as (
       insert into notice (id, person_id, occasion, side, kind, at, request_id, credential_id, deadline, mail_at)
       select uuidv7(), "personId", occasion, side, kind, at, "requestId", "credentialId", deadline,
         -- Who is there reads what was written meanwhile.
         at + case kind when 'MESSAGE_WRITTEN' then interval '10 minutes' else interval '0' end
       from jsonb_to_recordset(?::jsonb) as draft (
         "personId" uuid, occasion text, side text, kind text, at timestamptz, "requestId" uuid, "credentialId" uuid,
         deadline timestamptz
       )
       on conflict (occasion, person_id) do nothing
       returning id, person_id, at
     )
     insert into outbox (id, at, subject, subject_id, owner_id, event_id)
     select uuidv7(), at, 'NOTICE', person_id, person_id, id from added`,
    [JSON.stringify(drafts)],
  );
}

const NOTICE = `notice.id, kind, side, notice.at, read_at, request_id, credential_id, deadline,
  (select protocol from access_request where access_request.id = request_id) as protocol`;

/** Which of a person's notices. */
export interface NoticesAsked {
  personId: string;
  side: MessageSide;
  kind: NoticeKind | null;
  unread: boolean;
}

const ASKED = 'person_id = ? and side = ? and (kind = ? or ?::text is null) and (read_at is null or not ?)';

function valuesOf({ personId, side, kind, unread }: NoticesAsked): unknown[] {
  return [personId, side, kind, kind, unread];
}

/** A person's notices, the newest first. */
export async function readNotices(
  em: EntityManager,
  asked: NoticesAsked,
  { limit, after }: { limit: number; after: [string, string] | null },
): Promise<NoticeRow[]> {
  return em.execute<NoticeRow[]>(
    `select ${NOTICE} from notice where ${ASKED} and ${after ? '(at, id) < (?::timestamptz, ?::uuid)' : 'true'}
     order by at desc, id desc limit ?`,
    [...valuesOf(asked), ...(after ?? []), limit],
  );
}

/** How many there are, counted up to `most`. */
export async function countNotices(em: EntityManager, asked: NoticesAsked, most: number): Promise<number> {
  const [row] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from (select 1 from notice where ${ASKED} limit ?) as counted`,
    [...valuesOf(asked), most],
  );
  return row?.count ?? 0;
}

/** How many are unread, one further than is told exactly. */
export function countUnread(em: EntityManager, personId: string, side: MessageSide): Promise<number> {
  return countNotices(em, { personId, side, kind: null, unread: true }, MOST_UNREAD_NOTICES + 1);
}

/** By their ids, in no order. */
export async function noticesById(em: EntityManager, ids: readonly string[]): Promise<NoticeRow[]> {
  if (ids.length === 0) return [];
  return em.execute<NoticeRow[]>(`select ${NOTICE} from notice where notice.id = any(?::uuid[])`, [
    `{${ids.join(',')}}`,
  ]);
}

/** A person's own notice; null for what is not. */
export async function noticeFor(em: EntityManager, personId: string, id: string): Promise<NoticeRow | null> {
  const [row] = await em.execute<NoticeRow[]>(`select ${NOTICE} from notice where notice.id = ? and person_id = ?`, [
    id,
    personId,
  ]);
  return row ?? null;
}

/** Which unread notices of one's own are marked: these, those about messages on a request, or all of a side. */
export type MarkedRead = { ids: readonly string[] } | { messagesOn: string } | { side: MessageSide };

/** Marks notices as read, and tells the person's other pages that they were. */
export async function markNoticesRead(em: EntityManager, personId: string, which: MarkedRead, now: Date) {
  const [condition, value] =
    'ids' in which
      ? ['id = any(?::uuid[])', `{${which.ids.join(',')}}`]
      : 'side' in which
        ? ['side = ?', which.side]
        : [`request_id = ? and kind = 'MESSAGE_WRITTEN'`, which.messagesOn];
  await em.execute(
    `with marked as (
       update notice set read_at = ? where person_id = ? and read_at is null and ${condition} returning id
     )
     insert into outbox (id, at, subject, subject_id, owner_id)
     select uuidv7(), ?::timestamptz, 'NOTICE', ?::uuid, ?::uuid where exists (select 1 from marked)`,
    [now, personId, value, now, personId, personId],
  );
}
