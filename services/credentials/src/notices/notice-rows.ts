import type { EntityManager } from '@mikro-orm/postgresql';
import { type MessageSide, MOST_UNREAD_NOTICES, type NoticeKind, UNMAILED_NOTICES } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';
import { withinReach } from '../requests/reach.ts';

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
  teamId?: string | null;
  /** The message it tells of. */
  messageId?: string | null;
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
  portfolio: string | null;
  request_id: string | null;
  credential_id: string | null;
  team_id: string | null;
  deadline: Date | string | null;
}

/** In which portfolios somebody reviews now; null for all. Of others they were told before they were bound. */
export type Reach = readonly string[] | null;

const UNMAILED = UNMAILED_NOTICES.map((kind) => `'${kind}'`).join(', ');

/**
 * Keeps notices and puts them on the live line, in the transaction of what they tell of; those that were told are left out.
 * One change on the line tells all of an occasion: under its lock, for which every act waits, rows are few.
 */
export async function addNotices(em: EntityManager, drafts: readonly NoticeDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  await em.execute(
    `with added as (
       insert into notice (id, person_id, occasion, side, kind, at, request_id, credential_id, team_id, message_id,
         deadline, mail_at)
       select uuidv7(), "personId", occasion, side, kind, at, "requestId", "credentialId", "teamId", "messageId", deadline,
         case when kind in (${UNMAILED}) then null
           -- Who is there reads what was written meanwhile.
           when kind = 'MESSAGE_WRITTEN' then at + interval '10 minutes' else at end
       from jsonb_to_recordset(?::jsonb) as draft (
         "personId" uuid, occasion text, side text, kind text, at timestamptz, "requestId" uuid, "credentialId" uuid,
         "teamId" uuid, "messageId" uuid, deadline timestamptz
       )
       -- A token is in its team as people are, and reads nothing of this.
       where not exists (select 1 from team_token where team_token.id = "personId")
       on conflict (occasion, person_id) do nothing
       returning id, person_id, at, occasion
     ), told as (
       select uuidv7() as id, min(at) as at, jsonb_object_agg(person_id, id) as told from added group by occasion
     )
     insert into outbox (id, at, subject, subject_id, owner_id, told)
     select id, at, 'NOTICE', id, id, told from told`,
    [JSON.stringify(drafts)],
  );
}

/** A notice's columns, of the table `notice`. */
export const NOTICE = `notice.id, kind, side, notice.at, read_at, request_id, credential_id, notice.team_id, deadline,
  (select protocol from access_request where access_request.id = request_id) as protocol,
  (select portfolio from access_request where access_request.id = request_id) as portfolio`;

/** Which of a person's notices. */
export interface NoticesAsked {
  personId: string;
  side: MessageSide;
  kind: NoticeKind | null;
  unread: boolean;
  reach: Reach;
}

function conditionFor({ personId, side, kind, unread, reach }: NoticesAsked): [sql: string, values: unknown[]] {
  const [theirs, slugs] = inReach(reach);
  return [
    `person_id = ? and side = ? and (kind = ? or ?::text is null) and (read_at is null or not ?) and ${theirs}`,
    [personId, side, kind, kind, unread, ...slugs],
  ];
}

/** What is told to who reviews is of a portfolio that they review; what is told to a team is its own. */
function inReach(reach: Reach): [sql: string, values: unknown[]] {
  const [within, slugs] = withinReach('r.portfolio', reach);
  const theirs = `exists (select 1 from access_request r where r.id = notice.request_id and ${within})`;
  return reach === null ? ['true', []] : [`(side <> 'REVIEWERS' or request_id is null or ${theirs})`, slugs];
}

/** The same of a notice that was read. */
export function isInReach({ side, portfolio }: NoticeRow, reach: Reach): boolean {
  return side !== 'REVIEWERS' || portfolio === null || (reach?.includes(portfolio) ?? true);
}

/** A person's notices, the newest first. */
export async function readNotices(
  em: EntityManager,
  asked: NoticesAsked,
  { limit, after }: { limit: number; after: [string, string] | null },
): Promise<NoticeRow[]> {
  const [condition, values] = conditionFor(asked);
  return em.execute<NoticeRow[]>(
    `select ${NOTICE} from notice where ${condition} and ${after ? '(at, id) < (?::timestamptz, ?::uuid)' : 'true'}
     order by at desc, id desc limit ?`,
    [...values, ...(after ?? []), limit],
  );
}

/** How many there are, counted up to `most`. */
export async function countNotices(em: EntityManager, asked: NoticesAsked, most: number): Promise<number> {
  const [condition, values] = conditionFor(asked);
  const [row] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from (select 1 from notice where ${condition} limit ?) as counted`,
    [...values, most],
  );
  return row?.count ?? 0;
}

/** How many are unread, one further than is told exactly. */
export function countUnread(
  em: EntityManager,
  asked: Pick<NoticesAsked, 'personId' | 'side' | 'reach'>,
): Promise<number> {
  return countNotices(em, { ...asked, kind: null, unread: true }, MOST_UNREAD_NOTICES + 1);
}

/** By their ids, in no order. */
export async function noticesById(em: EntityManager, ids: readonly string[]): Promise<NoticeRow[]> {
  if (ids.length === 0) return [];
  return em.execute<NoticeRow[]>(`select ${NOTICE} from notice where notice.id = any(?::uuid[])`, [arrayLiteral(ids)]);
}

/** A person's own notice; null for what is not, or not any more. */
export async function noticeFor(
  em: EntityManager,
  personId: string,
  reach: Reach,
  id: string,
): Promise<NoticeRow | null> {
  const [row] = await em.execute<NoticeRow[]>(`select ${NOTICE} from notice where notice.id = ? and person_id = ?`, [
    id,
    personId,
  ]);
  return row && isInReach(row, reach) ? row : null;
}

/** Which unread notices of one's own are marked: these, those of messages on a request that were read, or all of a side or kind. */
export type MarkedRead =
  | { ids: readonly string[] }
  | { messagesOn: string }
  | { side: MessageSide; kind: NoticeKind | null };

const OF_READ_MESSAGES = `request_id = ? and kind = 'MESSAGE_WRITTEN' and (message_id is null or exists (
  select 1 from request_message m join request_message_read r on r.request_id = m.request_id and r.place >= m.place
  where m.id = notice.message_id and r.person_id = notice.person_id
))`;

/** Held by who writes of messages and by who marks them as read, so that each sees what the other did. */
export async function lockReading(em: EntityManager, requests: string, values: readonly unknown[]): Promise<void> {
  await em.execute(
    `select pg_advisory_xact_lock(hashtextextended('reading ' || id, 0))
     from (select distinct request_id as id from ${requests} as asked order by 1) as requests`,
    [...values],
  );
}

/** Marks notices as read, and tells the person's other pages that they were. */
export async function markNoticesRead(em: EntityManager, personId: string, which: MarkedRead, now: Date) {
  const [condition, values] = conditionOf(which);
  await em.execute(
    `with marked as (
       update notice set read_at = ? where person_id = ? and read_at is null and ${condition} returning id
     )
     insert into outbox (id, at, subject, subject_id, owner_id)
     select uuidv7(), ?::timestamptz, 'NOTICE', ?::uuid, ?::uuid where exists (select 1 from marked)`,
    [now, personId, ...values, now, personId, personId],
  );
}

function conditionOf(which: MarkedRead): [string, unknown[]] {
  if ('ids' in which) return ['id = any(?::uuid[])', [arrayLiteral(which.ids)]];
  if ('messagesOn' in which) return [OF_READ_MESSAGES, [which.messagesOn]];
  return ['side = ? and (kind = ? or ?::text is null)', [which.side, which.kind, which.kind]];
}
