import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { reportFile } from '../reports/report-row.ts';
import type { Stamper } from './stamper.ts';
import { keepStamps, type Media, type PerMedia, stampedMedia, stampsOf } from './stamps.ts';

const AGAIN_MS = 30_000;
const AGAIN_AT_MOST_MS = 3_600_000;
const MOST_AT_ONCE = 5;
const MEDIA: readonly Media[] = ['pdf', 'json'];

/** Notes that a report still has to be stamped. */
export async function noteDue(em: EntityManager, reportId: string, now: Date): Promise<void> {
  await em.execute('insert into conformance_stamp_due (report_id, tries, next_at) values (?, 0, ?)', [
    reportId,
    new Date(now.getTime() + AGAIN_MS),
  ]);
}

/** What stamping later stands on. */
export interface StampGround {
  orm: MikroORM;
  stamper: Stamper;
  now: () => Date;
}

/** Stamps reports that were issued without, until they are; each by the instance that takes it, ever more seldom. */
export async function stampDue({ orm, stamper, now }: StampGround): Promise<void> {
  const due = await orm.em.fork().execute<{ report_id: string }[]>(
    `update conformance_stamp_due as due set tries = least(tries + 1, 1000),
       next_at = ?::timestamptz + least(? * power(2, least(tries, 20)), ?) * interval '1 millisecond'
     from (select report_id from conformance_stamp_due where next_at <= ? order by next_at limit ?
           for update skip locked) as taken
     where due.report_id = taken.report_id returning due.report_id`,
    [now(), AGAIN_MS, AGAIN_AT_MOST_MS, now(), MOST_AT_ONCE],
  );
  await Promise.all(due.map(({ report_id }) => stampLater(orm.em.fork(), stamper, report_id)));
}

async function stampLater(em: EntityManager, stamper: Stamper, reportId: string): Promise<void> {
  const stamped = await stampedMedia(em, reportId);
  const files: PerMedia<Buffer> = {};
  for (const media of MEDIA) {
    const file = stamped.has(media) ? undefined : await reportFile(em, reportId, media);
    if (file) files[media] = file;
  }
  const stamps = await stampsOf(stamper, reportId, files);
  await keepStamps(em, reportId, stamps);
  if (Object.keys(stamps).length === Object.keys(files).length) {
    await em.execute('delete from conformance_stamp_due where report_id = ?', [reportId]);
  }
}
