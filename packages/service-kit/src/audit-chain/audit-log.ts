import type { EntityManager } from '@mikro-orm/postgresql';
import type { RecordedAct } from '@portal/audit-chain';
import { z } from 'zod';
import { arrayLiteral } from '../database/array-literal.ts';

/** What of the log is asked for; a month, or whose or what's it is, is always among it. */
export interface LogQuestion {
  /** `2026-11`, as a calendar in Brasília has it. */
  month?: string | undefined;
  act?: string | undefined;
  /** What kind of thing it was done to. */
  subject?: string | undefined;
  /** Which of them. */
  subjectId?: string | undefined;
  /** Who did it: any of these. */
  actors?: readonly string[] | undefined;
}

/** A record as the log shows it. */
export interface LoggedAct extends RecordedAct {
  /** Its place in the chain; null while it waits for one. */
  place: number | null;
}

/** So many of the log's, the newest first. */
export interface LogPage {
  records: LoggedAct[];
  /** Where the next page begins; null of the last. */
  next: string | null;
}

const PAGE = 50;

const cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** Where a page begins; undefined where it is no such place. */
export function readPlace(text: string): z.infer<typeof cursor> | undefined {
  return cursor.safeParse(text.split('_')).data;
}

/** A page of the log, newest first; by index, whatever is asked. */
export async function readLog(
  em: EntityManager,
  { month, act, subject, subjectId, actors }: LogQuestion,
  before: readonly [at: string, id: string] | undefined,
): Promise<LogPage> {
  const conditions: [condition: string, values: readonly unknown[]][] = [];
  if (month) conditions.push([IN_MONTH, [`${month}-01`, `${month}-01`]]);
  if (act) conditions.push(['r.act = ?', [act]]);
  if (subject) conditions.push(['r.subject = ?', [subject]]);
  if (subjectId) conditions.push(['r.subject_id = ?', [subjectId]]);
  if (actors) conditions.push(['r.actor_id = any (?::uuid[])', [arrayLiteral(actors)]]);
  if (before) conditions.push(['(r.at, r.id) < (?::timestamptz, ?::uuid)', before]);
  const rows = await em.execute<(Omit<LoggedAct, 'at' | 'place'> & { at: Date | string; place: string | null })[]>(
    `select r.id, r.at, r.actor_id as "actorId", r.act, r.subject, r.subject_id as "subjectId", r.trace_id as "traceId",
       r.detail, l.place
     from audit_record r left join audit_link l on l.record_id = r.id
     where ${conditions.map(([condition]) => condition).join(' and ')}
     order by r.at desc, r.id desc limit ${PAGE + 1}`,
    conditions.flatMap(([, values]) => values),
  );
  const records = rows
    .slice(0, PAGE)
    .map(({ at, place, ...row }) => ({ ...row, at: new Date(at), place: place === null ? null : Number(place) }));
  const last = records.at(-1);
  return { records, next: last && rows.length > PAGE ? `${last.at.toISOString()}_${last.id}` : null };
}

const IN_MONTH = `r.at >= ?::timestamp at time zone 'America/Sao_Paulo'
  and r.at < (?::timestamp + interval '1 month') at time zone 'America/Sao_Paulo'`;
