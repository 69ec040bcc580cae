import type { EntityManager } from '@mikro-orm/postgresql';
import type { ConformanceMessageSide } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';

/** A requirement of a credential's suite: what messages are about, in each run. */
export interface ThreadKey {
  credentialId: string;
  suiteId: string;
  requirement: string;
}

/** A message as it is kept. */
export interface MessageRow {
  id: string;
  place: string;
  run_id: string;
  suite_version: string;
  connector: string | null;
  side: ConformanceMessageSide;
  written_by: string;
  written_at: Date;
  text: string;
}

/** How a thread stands, to one who reads it. */
export interface ThreadRow {
  credential_id: string;
  suite_id: string;
  requirement_id: string;
  messages: number;
  unread: number;
}

/** A page of a thread, the newest first. */
export interface ThreadPage extends ThreadKey {
  size: number;
  /** Null for the first page. */
  before: string | null;
}

const MESSAGE = 'id, place::text as place, run_id, suite_version, connector, side, written_by, written_at, text';

/** Further than this nobody counts. */
const MOST_UNREAD = 100;

/** How the threads of credentials' suites stand; what one wrote oneself is read, and who is no person has read nothing and misses nothing. */
export function threadsOf(
  em: EntityManager,
  credentialIds: readonly string[],
  personId: string | null,
): Promise<ThreadRow[]> {
  return em.execute<ThreadRow[]>(
    `select thread.credential_id, thread.suite_id, thread.requirement_id, messages,
       (select count(*)::int from (
          select 1 from conformance_message as one
          where one.credential_id = thread.credential_id and one.suite_id = thread.suite_id
            and one.requirement_id = thread.requirement_id and one.place > coalesce(read.place, 0) and one.written_by <> person.id
          limit ${MOST_UNREAD}
        ) as counted) as unread
     from (select ?::uuid as id) as person cross join conformance_thread as thread
       left join conformance_message_read as read on read.credential_id = thread.credential_id
         and read.suite_id = thread.suite_id and read.requirement_id = thread.requirement_id and read.person_id = person.id
     where thread.credential_id = any(?::uuid[])`,
    [personId, arrayLiteral(new Set(credentialIds))],
  );
}

/** Pages of threads, all by one statement; of each one more than its size, which tells that there is more. */
export async function threadPages(em: EntityManager, asked: readonly ThreadPage[]): Promise<MessageRow[][]> {
  const rows = await em.execute<(MessageRow & { n: number })[]>(
    `select n, ${MESSAGE} from jsonb_to_recordset(?::jsonb)
         as asked (n int, "credentialId" uuid, "suiteId" text, requirement text, size int, before bigint)
       cross join lateral (
         select * from conformance_message where credential_id = "credentialId" and suite_id = "suiteId"
           and requirement_id = requirement and place < coalesce(before, 9223372036854775807)
         order by place desc limit size + 1
       ) as found order by n, found.place desc`,
    [JSON.stringify(asked.map((page, n) => ({ ...page, n })))],
  );
  const found = Map.groupBy(rows, ({ n }) => n);
  return asked.map((_, n) => found.get(n) ?? []);
}

/** Null where there is none of that id. */
export async function messageById(em: EntityManager, id: string): Promise<MessageRow | null> {
  const [row] = await em.execute<MessageRow[]>(`select ${MESSAGE} from conformance_message where id = ?`, [id]);
  return row ?? null;
}

/** What is kept of a message. */
export interface WrittenMessage extends ThreadKey {
  id: string;
  runId: string;
  suiteVersion: string;
  connector: string | null;
  side: ConformanceMessageSide;
  by: string;
  at: Date;
  text: string;
}

/** Keeps a message, and how its thread stands with it. Whoever writes holds the runs of the credential: places are in order. */
export async function writeMessageRow(em: EntityManager, written: WrittenMessage): Promise<void> {
  const { id, credentialId, suiteId, requirement, runId, suiteVersion, connector, side, by, at, text } = written;
  await em.execute(
    `insert into conformance_message (id, credential_id, suite_id, requirement_id, run_id, suite_version, connector, side,
       written_by, written_at, text) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, credentialId, suiteId, requirement, runId, suiteVersion, connector, side, by, at, text],
  );
  await em.execute(
    `insert into conformance_thread as thread (credential_id, suite_id, requirement_id, messages, last_side, last_at)
     values (?, ?, ?, 1, ?, ?)
     on conflict (credential_id, suite_id, requirement_id) do update
       set messages = thread.messages + 1, last_side = excluded.last_side, last_at = excluded.last_at`,
    [credentialId, suiteId, requirement, side, at],
  );
}

/** Notes how far a person read a thread, never less far than before; false where the message is none of it. */
export async function markRead(
  em: EntityManager,
  { credentialId, suiteId, requirement }: ThreadKey,
  { personId, upTo }: { personId: string; upTo: string },
): Promise<boolean> {
  const marked = await em.execute<object[]>(
    `insert into conformance_message_read as read (credential_id, suite_id, requirement_id, person_id, place)
     select credential_id, suite_id, requirement_id, ?, place from conformance_message
     where id = ? and credential_id = ? and suite_id = ? and requirement_id = ?
     on conflict (credential_id, suite_id, requirement_id, person_id) do update
       set place = greatest(read.place, excluded.place)
     returning place`,
    [personId, upTo, credentialId, suiteId, requirement],
  );
  return marked.length > 0;
}
