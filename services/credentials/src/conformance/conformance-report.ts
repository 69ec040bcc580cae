import type { EntityManager } from '@mikro-orm/postgresql';
import { type ReportTime, reportStanding } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';

/** A report of a complete run, as the homologation environment tells of it. */
export interface ToldReport extends ReportTime {
  reportId: string;
  /** The homologation credential that it is of. */
  credentialId: string;
  pdfSha256: string;
  /** Key of its suite. */
  suite: string;
  /** The services that its suite is for, each with all suites that the service is judged by. */
  services: Readonly<Record<string, readonly string[]>>;
  /** Why its run is for people to look at; null where it is not. */
  forPeople: string | null;
  /** Of what is told of it; goes up with every change. */
  revision: number;
}

/** Keeps what is told of a report, unless something newer was; false where there is no such credential. */
export async function keepReport(em: EntityManager, report: ToldReport): Promise<boolean> {
  const { reportId, credentialId, pdfSha256, suite, validUntil, suiteEndsAt, services, forPeople, revision } = report;
  const [credential] = await em.execute<unknown[]>(
    `select 1 from credential where id = ? and environment = 'HOMOLOGATION'`,
    [credentialId],
  );
  if (!credential) return false;
  await em.execute(
    `insert into conformance_report as kept (report_id, credential_id, pdf_sha256, suite, valid_until, suite_ends_at,
       services, for_people, revision)
     values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
     on conflict (report_id) do update set valid_until = excluded.valid_until, suite_ends_at = excluded.suite_ends_at,
       services = excluded.services, for_people = excluded.for_people, revision = excluded.revision
     where kept.revision < excluded.revision`,
    [reportId, credentialId, pdfSha256, suite, validUntil, suiteEndsAt, JSON.stringify(services), forPeople, revision],
  );
  return true;
}

interface Row {
  report_id: string;
  credential_id: string;
  pdf_sha256: string;
  suite: string;
  valid_until: Date;
  suite_ends_at: Date | null;
  services: Record<string, string[]>;
  for_people: string | null;
  revision: number;
}

/** The reports that files are, by the SHA-256 of their bytes: nothing else can pretend to be one. */
export async function reportsByHash(
  em: EntityManager,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, ToldReport>> {
  if (hashes.length === 0) return new Map();
  const rows = await em.execute<Row[]>('select * from conformance_report where pdf_sha256 = any(?::text[])', [
    arrayLiteral(hashes),
  ]);
  return new Map(rows.map((row) => [row.pdf_sha256, reportFrom(row)]));
}

function reportFrom(row: Row): ToldReport {
  return {
    reportId: row.report_id,
    credentialId: row.credential_id,
    pdfSha256: row.pdf_sha256,
    suite: row.suite,
    validUntil: new Date(row.valid_until),
    suiteEndsAt: row.suite_ends_at && new Date(row.suite_ends_at),
    services: row.services,
    forPeople: row.for_people,
    revision: row.revision,
  };
}

/** Whether it counts. */
export function isInForce(report: ReportTime, now: Date): boolean {
  return reportStanding(report, now) === 'IN_FORCE';
}
