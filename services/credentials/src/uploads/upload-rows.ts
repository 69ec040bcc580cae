import type { EntityManager } from '@mikro-orm/postgresql';
import { RETENTION } from '@portal/domain';
import { trim } from '@portal/service-kit';

/** What a file is to become once it is whole. */
export type UploadPurpose = 'EVIDENCE' | 'MESSAGE';

/** A file on its way, as far as it came. */
export interface UnfinishedUpload {
  id: string;
  purpose: UploadPurpose;
  request_id: string;
  person_id: string;
  file_name: string;
  /** Codes as they were sent. */
  requirements: string[];
  size: number;
  received: number;
  /** Id of the evidence or file of a message that it became; null until then. */
  kept_as: string | null;
}

const UPLOAD = 'id, purpose, request_id, person_id, file_name, requirements, size, received, kept_as';

/** So long an upload that nothing comes of any more may be gone on with. */
const UNTOUCHED_MS = RETENTION.UNFINISHED_UPLOADS.days * 24 * 3_600_000;
/** One that nothing came of for so long takes no place among what is under way. */
const UNDER_WAY_MS = 3_600_000;

/** Null where there is none of that id of this person. */
export async function uploadById(em: EntityManager, id: string, personId: string): Promise<UnfinishedUpload | null> {
  const [row] = await em.execute<UnfinishedUpload[]>(
    `select ${UPLOAD} from unfinished_upload where id = ? and person_id = ?`,
    [id, personId],
  );
  return row ?? null;
}

/** Begins one. */
export async function writeUpload(
  em: EntityManager,
  row: Omit<UnfinishedUpload, 'received' | 'kept_as'>,
  now: Date,
): Promise<void> {
  const { id, purpose, request_id, person_id, file_name, requirements, size } = row;
  await em.execute(
    `insert into unfinished_upload (id, purpose, request_id, person_id, file_name, requirements, size, touched_at)
     values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)`,
    [id, purpose, request_id, person_id, file_name, JSON.stringify(requirements), size, now],
  );
}

/** How much is begun and not finished. */
export interface UnderWay {
  /** Of the person, on all requests. */
  ofPerson: number;
  /** For the request and the purpose, by this person and by all. */
  mineHere: number;
  here: number;
}

/** Counts what is begun and not finished; who counts in order to begin one more holds the person's others off. */
export async function countUnderWay(
  em: EntityManager,
  { person_id, request_id, purpose }: Pick<UnfinishedUpload, 'person_id' | 'request_id' | 'purpose'>,
  now: Date,
): Promise<UnderWay> {
  await em.execute(`select pg_advisory_xact_lock(hashtextextended('unfinished_upload ' || ?, 0))`, [person_id]);
  const here = 'request_id = ? and purpose = ? and touched_at > ?';
  const values = [request_id, purpose, new Date(now.getTime() - UNDER_WAY_MS)];
  const [counted] = await em.execute<UnderWay[]>(
    `select (count(*) filter (where person_id = ?))::int as "ofPerson",
       (count(*) filter (where person_id = ? and ${here}))::int as "mineHere",
       (count(*) filter (where ${here}))::int as here
     from unfinished_upload where kept_as is null and (person_id = ? or request_id = ?)`,
    [person_id, person_id, ...values, ...values, person_id, request_id],
  );
  return counted ?? { ofPerson: 0, mineHere: 0, here: 0 };
}

/** What came of an upload from a place on; its key in the store is the id. */
export interface Part {
  upload: string;
  start: number;
  size: number;
  id: string;
}

/** Each is a row and an object; a line that is lost every 6 KB of the largest file leaves fewer behind. */
const MOST_PARTS = 2_000;

/** Whether there is no room for one more part. */
export async function inTooManyParts(em: EntityManager, upload: string): Promise<boolean> {
  const [row] = await em.execute<{ many: boolean }[]>(
    'select count(*) >= ? as many from upload_part where upload_id = ?',
    [MOST_PARTS, upload],
  );
  return row?.many === true;
}

/** Adds a part at its end; false where another came first, or it would be longer than was said. */
export async function addPart(em: EntityManager, { upload, start, size, id }: Part, now: Date): Promise<boolean> {
  const moved = await em.execute<object[]>(
    `update unfinished_upload set received = received + ?, touched_at = ?
     where id = ? and received = ? and received + ? <= size and kept_as is null returning id`,
    [size, now, upload, start, size],
  );
  if (moved.length === 0) return false;
  await em.execute('insert into upload_part (id, upload_id, start) values (?, ?, ?)', [id, upload, start]);
  return true;
}

/** Keys of its parts, in order. */
export async function partsOf(em: EntityManager, upload: string): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>('select id from upload_part where upload_id = ? order by start', [
    upload,
  ]);
  return rows.map(({ id }) => id);
}

/**
 * Notes what it became and lets go of its parts; gives the keys whose bytes are to be discarded after the commit. Null
 * where it became something before, or was given up.
 */
export async function markKept(em: EntityManager, upload: string, keptAs: string): Promise<string[] | null> {
  const marked = await em.execute<object[]>(
    'update unfinished_upload set kept_as = ? where id = ? and kept_as is null returning id',
    [keptAs, upload],
  );
  if (marked.length === 0) return null;
  const parts = await em.execute<{ id: string }[]>('delete from upload_part where upload_id = ? returning id', [
    upload,
  ]);
  return parts.map(({ id }) => id);
}

/**
 * Gives one up; gives the keys whose bytes are to be discarded after the commit. Null where it is none any more that could
 * be given up.
 */
export async function dropUpload(em: EntityManager, upload: string): Promise<string[] | null> {
  const parts = await partsOf(em, upload);
  const dropped = await em.execute<object[]>(
    'delete from unfinished_upload where id = ? and kept_as is null returning id',
    [upload],
  );
  return dropped.length === 0 ? null : parts;
}

/** Gives up those that nothing came of for a day; the sweep deletes their bytes. */
export function dropAbandoned(em: EntityManager, now: Date): Promise<number> {
  return trim(em, 'unfinished_upload', 'touched_at < ?', [new Date(now.getTime() - UNTOUCHED_MS)]);
}
