import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { KnownSuites } from '../conformance/known-suites.ts';
import { logger } from '../logger.ts';
import { type CredentialsGround, openTeller } from '../tell-credentials.ts';
import { versionEnds } from './standing.ts';

/** What is told of a report that hangs on its suite, and changes with the next version of it. */
interface SuiteFacts {
  /** When the version counts no more; null as long as there is no other. */
  endsAt: string | null;
}

interface SuiteVersion {
  id: string;
  hash: string;
}

function factsOf({ id, hash }: SuiteVersion, suites: KnownSuites): SuiteFacts {
  return { endsAt: versionEnds({ hash }, suites.newest(id))?.toISOString() ?? null };
}

/** Notes a report that credentials is to be told of. */
export async function noteReport(
  em: EntityManager,
  reportId: string,
  suite: SuiteVersion,
  suites: KnownSuites,
): Promise<void> {
  await em.execute(
    `insert into conformance_report_told (report_id, suite, revision) values (?, ?::jsonb, 1)
     on conflict (report_id) do nothing`,
    [reportId, JSON.stringify(factsOf(suite, suites))],
  );
}

/** Notes the reports of which something else is to be told since there are other suites, or nothing was told yet. */
export async function noteChangedReports(orm: MikroORM, suites: KnownSuites): Promise<void> {
  const em = orm.em.fork();
  const versions = await em.execute<SuiteVersion[]>(
    'select distinct suite_id as id, suite_hash as hash from conformance_report',
  );
  if (versions.length === 0) return;
  const facts = versions.map((version) => ({ hash: version.hash, suite: factsOf(version, suites) }));
  await em.execute(
    `insert into conformance_report_told (report_id, suite, revision)
     select report.id, facts.suite, 1
     from jsonb_to_recordset(?::jsonb) as facts (hash text, suite jsonb)
       join conformance_report as report on report.suite_hash = facts.hash
       left join conformance_report_told as told on told.report_id = report.id
     where told.suite is distinct from facts.suite
     on conflict (report_id) do update set suite = excluded.suite, revision = conformance_report_told.revision + 1,
       tried_at = null, taken_at = null`,
    [JSON.stringify(facts)],
  );
}

/** What telling stands on. */
export interface ReportsGround extends CredentialsGround {
  orm: MikroORM;
  now: () => Date;
}

const MOST_AT_ONCE = 100;
/** Those that were not taken are tried again so much later: of what fails for itself nobody behind it waits. */
const AGAIN_MS = 30_000;

interface Row {
  report_id: string;
  credential_id: string;
  pdf_sha256: string;
  suite_id: string;
  valid_until: Date;
  suite: SuiteFacts;
  revision: number;
}

/** Tells credentials, which looks at them when a request is sent, of reports, until it took each as it is now. */
export async function tellReports(ground: ReportsGround, only?: string): Promise<void> {
  const { orm, now } = ground;
  const em = orm.em.fork();
  const rows = await em.execute<Row[]>(
    `update conformance_report_told as told set tried_at = ? from (
       select report.id, credential_id, pdf_sha256, suite_id, valid_until
       from conformance_report_told join conformance_report as report on report.id = report_id
       where taken_at is null and (tried_at is null or tried_at < ?) and (?::uuid is null or report_id = ?)
       order by report_id limit ? for update of conformance_report_told skip locked
     ) as report where told.report_id = report.id
     returning report_id, credential_id, pdf_sha256, suite_id, valid_until, suite, revision`,
    [now(), new Date(now().getTime() - AGAIN_MS), only ?? null, only ?? null, MOST_AT_ONCE],
  );
  if (rows.length === 0) return;
  const tell = await openTeller(ground);
  let refused: number | undefined;
  for (const row of rows) {
    const status = await tell('/internal/conformance-reports', messageOf(row));
    // Of a credential that is not there any more there is nothing to be asked for.
    if (status === 204 || status === 404) await noteTaken(em, row, now());
    else refused = status;
  }
  if (refused !== undefined) throw new Error(`credentials answered ${refused} to a report`);
}

/** What changed while it was told is told again. */
async function noteTaken(em: EntityManager, { report_id, revision }: Row, at: Date): Promise<void> {
  await em.execute('update conformance_report_told set taken_at = ? where report_id = ? and revision = ?', [
    at,
    report_id,
    revision,
  ]);
}

function messageOf({ report_id, credential_id, pdf_sha256, suite_id, valid_until, suite, revision }: Row) {
  return {
    reportId: report_id,
    credentialId: credential_id,
    pdfSha256: pdf_sha256,
    suite: suite_id,
    validUntil: new Date(valid_until).toISOString(),
    suiteEndsAt: suite.endsAt,
    revision,
  };
}

/** Tells of one at once; where that fails it is said, and done later. */
export async function tellReportNow(ground: ReportsGround, reportId: string): Promise<void> {
  try {
    await tellReports(ground, reportId);
  } catch (err) {
    logger.warn({ err, report: reportId }, 'credentials was not told of a report yet');
  }
}
