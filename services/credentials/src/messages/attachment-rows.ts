import type { EntityManager } from '@mikro-orm/postgresql';
import { RETENTION, type ScanState } from '@portal/domain';
import { arrayLiteral, trim } from '@portal/service-kit';

/** A file that goes with a message, as it is kept. */
export interface AttachmentRow {
  id: string;
  request_id: string;
  /** Null until it is sent. */
  message_id: string | null;
  uploaded_by: string;
  file_name: string;
  media_type: string;
  size: number;
  sha256: string;
  uploaded_at: Date | string;
  scan: ScanState;
}

const ATTACHMENT = 'id, request_id, message_id, uploaded_by, file_name, media_type, size, sha256, uploaded_at, scan';

/** So long a file waits for the message that it goes with. */
const UNSENT_MS = RETENTION.UNSENT_FILES.days * 24 * 3_600_000;

/** Null where there is none of that id. */
export async function attachmentById(em: EntityManager, id: string): Promise<AttachmentRow | null> {
  const [row] = await em.execute<AttachmentRow[]>(`select ${ATTACHMENT} from message_attachment where id = ?`, [id]);
  return row ?? null;
}

/** Those of many messages, in the order in which they were uploaded. */
export function attachmentsOf(em: EntityManager, messageIds: readonly string[]): Promise<AttachmentRow[]> {
  return em.execute<AttachmentRow[]>(
    `select ${ATTACHMENT} from message_attachment where message_id = any(?::uuid[]) order by uploaded_at, id`,
    [arrayLiteral(messageIds)],
  );
}

/** Keeps a file that is not sent yet. */
export async function writeAttachmentRow(
  em: EntityManager,
  row: Omit<AttachmentRow, 'message_id' | 'uploaded_at'> & { uploaded_at: Date },
): Promise<void> {
  const { id, request_id, uploaded_by, file_name, media_type, size, sha256, uploaded_at, scan } = row;
  await em.execute(
    `insert into message_attachment (id, request_id, uploaded_by, file_name, media_type, size, sha256, uploaded_at, scan)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, request_id, uploaded_by, file_name, media_type, size, sha256, uploaded_at, scan],
  );
}

/** How many files of a person wait for a message on a request; what is infected goes with none. */
export async function countUnsent(em: EntityManager, requestId: string, personId: string): Promise<number> {
  const [counted] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from message_attachment
     where uploaded_by = ? and request_id = ? and message_id is null and scan <> 'INFECTED'`,
    [personId, requestId],
  );
  return counted?.count ?? 0;
}

/** Of files that are to be sent, those of that person that the antivirus did not find clean. */
export function notClean(em: EntityManager, ids: readonly string[], personId: string): Promise<AttachmentRow[]> {
  return em.execute<AttachmentRow[]>(
    `select ${ATTACHMENT} from message_attachment
     where id = any(?::uuid[]) and uploaded_by = ? and scan <> 'CLEAN' order by uploaded_at, id`,
    [arrayLiteral(ids), personId],
  );
}

/** Sends files with a message; false where one of them is not there, not theirs, of another request or sent already. */
export async function sendAttachments(
  em: EntityManager,
  ids: readonly string[],
  { messageId, requestId, personId }: { messageId: string; requestId: string; personId: string },
): Promise<boolean> {
  if (ids.length === 0) return true;
  const sent = await em.execute<object[]>(
    `update message_attachment set message_id = ?
     where id = any(?::uuid[]) and request_id = ? and uploaded_by = ? and message_id is null and scan = 'CLEAN'
     returning id`,
    [messageId, arrayLiteral(ids), requestId, personId],
  );
  return sent.length === ids.length;
}

/** Lets go of a message's files; gives the keys whose bytes are to be discarded after the commit. */
export async function dropAttachments(em: EntityManager, messageId: string): Promise<string[]> {
  const dropped = await em.execute<{ id: string }[]>(
    'delete from message_attachment where message_id = ? returning id',
    [messageId],
  );
  return dropped.map(({ id }) => id);
}

/** Lets go of files that nobody sent; the sweep deletes their bytes. */
export function dropUnsent(em: EntityManager, now: Date): Promise<number> {
  return trim(em, 'message_attachment', 'message_id is null and uploaded_at < ?', [
    new Date(now.getTime() - UNSENT_MS),
  ]);
}
