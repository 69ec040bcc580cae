import type { EntityManager } from '@mikro-orm/postgresql';
import type { MessageSide } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';

/** A message as it is kept. */
export interface MessageRow {
  id: string;
  /** In the order in which a request's messages were written. */
  place: string;
  request_id: string;
  side: MessageSide;
  written_by: string;
  author: string;
  written_at: Date | string;
  /** Null once it was erased. */
  text: string | null;
  erased_at: Date | string | null;
}

/** A request's conversation, as one person reads it. */
export interface ReaderOf {
  requestId: string;
  /** Null for who is no person: has read nothing and misses nothing. */
  personId: string | null;
}

/** How much was written, and how much of it is new to the reader. */
export interface ConversationCounts {
  messages: number;
  unread: number;
}

/** A page of a conversation, the newest first. */
export interface MessagePage {
  requestId: string;
  size: number;
  /** Null for the first page. */
  before: string | null;
}

const MESSAGE = 'id, place::text as place, request_id, side, written_by, author, written_at, text, erased_at';

/** Further than this nobody counts. */
export const MOST_UNREAD = 100;

/** How conversations stand for their readers, all by one statement; what one wrote oneself is read. */
export async function countsFor(em: EntityManager, readers: readonly ReaderOf[]): Promise<ConversationCounts[]> {
  const rows = await em.execute<(ConversationCounts & { n: number })[]>(
    `select n, messages, (
       select count(*)::int from (
         select 1 from request_message as one
         where "personId" is not null and one.request_id = "requestId" and one.place > coalesce(read.place, 0) and one.written_by <> "personId"
           and one.erased_at is null
         limit ${MOST_UNREAD}
       ) as counted) as unread
     from jsonb_to_recordset(?::jsonb) as reader (n int, "requestId" uuid, "personId" uuid)
       join request_conversation as conversation on conversation.request_id = "requestId"
       left join request_message_read as read on read.request_id = "requestId" and read.person_id = "personId"`,
    [JSON.stringify(readers.map((reader, n) => ({ ...reader, n })))],
  );
  const found = new Map(rows.map(({ n, messages, unread }) => [n, { messages, unread }]));
  return readers.map((_, n) => found.get(n) ?? { messages: 0, unread: 0 });
}

/** Pages of conversations, all by one statement; of each one more than its size, which tells that there is more. */
export async function messagePages(em: EntityManager, asked: readonly MessagePage[]): Promise<MessageRow[][]> {
  const rows = await em.execute<(MessageRow & { n: number })[]>(
    `select n, ${MESSAGE} from jsonb_to_recordset(?::jsonb) as asked (n int, "requestId" uuid, size int, before bigint)
       cross join lateral (
         select * from request_message where request_id = "requestId" and place < coalesce(before, 9223372036854775807)
         order by place desc limit size + 1
       ) as found order by n, found.place desc`,
    [JSON.stringify(asked.map((page, n) => ({ ...page, n })))],
  );
  const found = Map.groupBy(rows, ({ n }) => n);
  return asked.map((_, n) => found.get(n) ?? []);
}

/** By their ids, in no order. */
export async function messagesById(em: EntityManager, ids: readonly string[]): Promise<MessageRow[]> {
  if (ids.length === 0) return [];
  return em.execute<MessageRow[]>(`select ${MESSAGE} from request_message where id = any(?::uuid[])`, [
    arrayLiteral(ids),
  ]);
}

/** What is kept of a message. */
export interface WrittenMessage {
  id: string;
  requestId: string;
  side: MessageSide;
  by: { id: string; name: string };
  at: Date;
  text: string;
}

/** Keeps a message, and counts it. Whoever writes holds the request's row: places are in order. */
export async function writeMessageRow(em: EntityManager, written: WrittenMessage): Promise<void> {
  const { id, requestId, side, by, at, text } = written;
  await em.execute(
    'insert into request_message (id, request_id, side, written_by, author, written_at, text) values (?, ?, ?, ?, ?, ?, ?)',
    [id, requestId, side, by.id, by.name, at, text],
  );
  await em.execute(
    `insert into request_conversation as conversation (request_id, messages) values (?, 1)
     on conflict (request_id) do update set messages = conversation.messages + 1`,
    [requestId],
  );
}

/** Takes a message's words away and leaves its place; false where they were gone already. */
export async function eraseMessageRow(em: EntityManager, id: string, at: Date): Promise<boolean> {
  const erased = await em.execute<object[]>(
    'update request_message set text = null, erased_at = ? where id = ? and erased_at is null returning id',
    [at, id],
  );
  return erased.length > 0;
}

/** Notes how far a person read a conversation, never less far than before; false where the message is none of it. */
export async function markRead(
  em: EntityManager,
  requestId: string,
  { personId, upTo }: { personId: string; upTo: string },
): Promise<boolean> {
  const marked = await em.execute<object[]>(
    `insert into request_message_read as read (request_id, person_id, place)
     select request_id, ?, place from request_message where id = ? and request_id = ?
     on conflict (request_id, person_id) do update set place = greatest(read.place, excluded.place)
     returning place`,
    [personId, upTo, requestId],
  );
  return marked.length > 0;
}
