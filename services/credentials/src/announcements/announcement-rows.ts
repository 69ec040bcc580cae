import type { EntityManager } from '@mikro-orm/postgresql';
import type { PortalPart } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';

/** What is announced. */
export interface AnnouncementBody {
  startsAt: Date;
  endsAt: Date;
  parts: readonly PortalPart[];
  text: string;
}

/** An announcement as it is kept. */
export interface AnnouncementRow extends AnnouncementBody {
  announcementId: string;
  version: number;
}

interface Row extends Omit<AnnouncementRow, 'startsAt' | 'endsAt'> {
  startsAt: string | Date;
  endsAt: string | Date;
}

const COLUMNS = 'id as "announcementId", version, starts_at as "startsAt", ends_at as "endsAt", parts, text';

/** Those that end after a moment, the first to begin first. */
export async function readUnended(em: EntityManager, now: Date): Promise<AnnouncementRow[]> {
  const rows = await em.execute<Row[]>(`select ${COLUMNS} from announcement where ends_at > ? order by starts_at, id`, [
    now,
  ]);
  return rows.map(rowOf);
}

/** The last of all, those that begin last first. */
export async function readLast(em: EntityManager, limit: number): Promise<AnnouncementRow[]> {
  const rows = await em.execute<Row[]>(`select ${COLUMNS} from announcement order by starts_at desc, id desc limit ?`, [
    limit,
  ]);
  return rows.map(rowOf);
}

/** Those of a part that ended between two moments. */
export async function readEnded(
  em: EntityManager,
  part: PortalPart,
  { since, until }: { since: Date; until: Date },
): Promise<AnnouncementRow[]> {
  const rows = await em.execute<Row[]>(
    `select ${COLUMNS} from announcement where ends_at > ? and ends_at <= ? and ? = any(parts) order by ends_at`,
    [since, until, part],
  );
  return rows.map(rowOf);
}

/** One by its id. */
export async function readAnnouncement(em: EntityManager, id: string): Promise<AnnouncementRow | undefined> {
  const [row] = await em.execute<Row[]>(`select ${COLUMNS} from announcement where id = ?`, [id]);
  return row && rowOf(row);
}

/** Writes a new one, or what one is from now on. */
export async function writeAnnouncement(
  em: EntityManager,
  { announcementId, version, startsAt, endsAt, parts, text }: AnnouncementRow,
): Promise<void> {
  await em.execute(
    `insert into announcement (id, version, starts_at, ends_at, parts, text) values (?, ?, ?, ?, ?::text[], ?)
     on conflict (id) do update set version = excluded.version, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
       parts = excluded.parts, text = excluded.text`,
    [announcementId, version, startsAt, endsAt, arrayLiteral(parts), text],
  );
}

/** Takes back one that never began. */
export async function deleteAnnouncement(em: EntityManager, id: string): Promise<void> {
  await em.execute('delete from announcement where id = ?', [id]);
}

function rowOf({ startsAt, endsAt, ...row }: Row): AnnouncementRow {
  return { ...row, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
}
