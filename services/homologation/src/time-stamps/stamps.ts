import type { EntityManager } from '@mikro-orm/postgresql';
import { logger } from '../logger.ts';
import type { KeptStamp, Stamper } from './stamper.ts';

/** Which file of a report. */
export type Media = 'pdf' | 'json';

/** The files of a report, or what was made of each. */
export type PerMedia<Of> = Partial<Record<Media, Of>>;

/** Stamps each of these files; what was not stamped is left out, and the log says why. */
export async function stampsOf(
  stamper: Stamper,
  reportId: string,
  files: PerMedia<Buffer>,
): Promise<PerMedia<KeptStamp>> {
  const stamps = await Promise.all(
    Object.entries(files).map(async ([media, file]) => {
      try {
        return [[media, await stamper.stamp(file)]];
      } catch (err) {
        logger.warn({ err, report: reportId, media }, 'a report was not stamped');
        return [];
      }
    }),
  );
  return Object.fromEntries(stamps.flat());
}

/** Keeps them beside the report that they are of, for ever. */
export async function keepStamps(em: EntityManager, reportId: string, stamps: PerMedia<KeptStamp>): Promise<void> {
  for (const [media, { answer, at, authority }] of Object.entries(stamps)) {
    await em.execute(
      `insert into conformance_report_stamp (report_id, media, stamped_at, authority, answer) values (?, ?, ?, ?, ?)
       on conflict do nothing`,
      [reportId, media, at, authority, answer],
    );
  }
}

/** Which files of a report are stamped. */
export async function stampedMedia(em: EntityManager, reportId: string): Promise<Set<Media>> {
  const rows = await em.execute<{ media: Media }[]>('select media from conformance_report_stamp where report_id = ?', [
    reportId,
  ]);
  return new Set(rows.map(({ media }) => media));
}

/** The authority's answer to a report's file, whole (RFC 3161); undefined where it is not stamped. */
export async function stampOf(em: EntityManager, reportId: string, media: Media): Promise<Buffer | undefined> {
  const [row] = await em.execute<{ answer: Buffer }[]>(
    'select answer from conformance_report_stamp where report_id = ? and media = ?',
    [reportId, media],
  );
  return row?.answer;
}
