import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { contentHash } from '@portal/conformance';
import { arrayLiteral } from '@portal/service-kit';
import type { HeldRun } from '../conformance/held-run.ts';
import type { KnownSuites, SuiteVersion } from '../conformance/known-suites.ts';
import { versionEnds } from '../conformance/version-ends.ts';
import { logger } from '../logger.ts';
import { type CredentialsGround, openTeller } from '../tell-credentials.ts';

/** What is told of a report that hangs on its suite, and changes with the next version of it. */
interface SuiteFacts {
  /** When the version counts no more; null as long as there is no other. */
  endsAt: string | null;
  /** The services that it is for, each with all suites that it is judged by. */
  services: Record<string, string[]>;
}

function factsOf({ id }: SuiteVersion, suites: KnownSuites, endsAt: Date | null): SuiteFacts {
  const services = (suites.newest(id)?.services ?? []).map((service): [string, string[]] => [
    service,
    suites.ofServices([service]).map((suite) => suite.id),
  ]);
  return { endsAt: endsAt?.toISOString() ?? null, services: Object.fromEntries(services) };
}

/** Why the run of a report is for people: what they found in any run of its kind, a declaration, another run in its place. */
const FOR_PEOPLE = `
  case when exists (
    select from conformance_run as any_run
    where any_run.credential_id = report.credential_id and any_run.suite_id = report.suite_id
      and coalesce(any_run.state -> 'overrides', any_run.state -> 'proposals') is not null
  ) then 'FOUND_OTHERWISE'
  when exists (
    select from conformance_run as run, jsonb_each(run.state -> 'declarations') as declared
    where run.id = report.run_id and declared.value ->> 'kind' = 'NOT_APPLICABLE'
  ) then 'NOT_APPLICABLE'
  when exists (select from conformance_run as run where run.id = report.run_id and run.replaced_by is not null)
  then 'BEGUN_ANEW' end`;

/** Notes a report that credentials is to be told of. */
export async function noteReport(
  em: EntityManager,
  reportId: string,
  { suite, suiteEndsAt }: { suite: SuiteVersion; suiteEndsAt: Date | null },
  suites: KnownSuites,
): Promise<void> {
  const facts = JSON.stringify(factsOf(suite, suites, suiteEndsAt));
  await em.execute(
    `insert into conformance_report_told (report_id, suite, for_people, revision)
     select id, ?::jsonb, ${FOR_PEOPLE}, 1 from conformance_report as report where id = ?
     on conflict (report_id) do nothing`,
    [facts, reportId],
  );
  // Another build may say another of this version: then its reports are looked over again.
  await em.execute('update conformance_suite_told set suite = null where suite_hash = ? and suite <> ?::jsonb', [
    suite.hash,
    facts,
  ]);
}

/** So many reports are noted in one statement. */
const MOST_NOTED = 1_000;

/**
 * Notes the reports of which something else is to be told since there are other suites, another end of one, or nothing was told
 * yet. What was noted of a version last is kept, so that where it is the same no report is looked at.
 */
export async function noteChangedReports(
  orm: MikroORM,
  suites: KnownSuites,
  { now, most = MOST_NOTED }: { now: () => Date; most?: number },
): Promise<void> {
  const em = orm.em.fork();
  const kept = await em.execute<(SuiteVersion & { told: SuiteFacts | null })[]>(
    `select suite.suite_id as id, version, hash, told.suite as told
     from conformance_suite as suite left join conformance_suite_told as told on told.suite_hash = hash`,
  );
  // Also those that no run was pinned to: until when the ones before may be completed, they say for good.
  const anew = suites.current.filter(({ hash }) => !kept.some((version) => version.hash === hash));
  await suites.keep(em, anew, now());
  const versions = [...kept, ...anew.map(({ id, version, hash }) => ({ id, version, hash, told: null }))];
  const ends = await versionEnds(em, suites, versions, now());
  for (const [place, { told, ...version }] of versions.entries()) {
    const facts = factsOf(version, suites, ends[place] ?? null);
    if (contentHash(facts) === contentHash(told)) continue;
    while ((await noteReportsOf(em, version, facts, most)) === most);
    await em.execute(
      `insert into conformance_suite_told (suite_hash, suite) values (?, ?::jsonb)
       on conflict (suite_hash) do update set suite = excluded.suite`,
      [version.hash, JSON.stringify(facts)],
    );
  }
}

/** Notes the next reports of a version of which something else was told; tells how many. */
async function noteReportsOf(em: EntityManager, { hash }: SuiteVersion, facts: SuiteFacts, most: number) {
  const told = JSON.stringify(facts);
  const noted = await em.execute<unknown[]>(
    `insert into conformance_report_told (report_id, suite, for_people, revision)
     select report.id, ?::jsonb, ${FOR_PEOPLE}, 1
     from conformance_report as report left join conformance_report_told as told on told.report_id = report.id
     where report.suite_hash = ? and told.suite is distinct from ?::jsonb
     limit ?
     on conflict (report_id) do update set suite = excluded.suite, for_people = excluded.for_people, revision = conformance_report_told.revision + 1,
       tried_at = null, taken_at = null
     returning report_id`,
    [told, hash, told, most],
  );
  return noted.length;
}

/** Notes the reports of which something else is to be told since people, declarations or another run changed these. */
export async function noteChangedRuns(
  em: EntityManager,
  runs: readonly Pick<HeldRun, 'credentialId' | 'state' | 'before' | 'replacedBy'>[],
): Promise<void> {
  const changed = runs.filter(
    ({ state, before, replacedBy }) =>
      replacedBy !== null ||
      state.overrides !== before?.overrides ||
      state.proposals !== before?.proposals ||
      (before !== null && state.declarations !== before.declarations),
  );
  if (changed.length === 0) return;
  await em.execute(
    `update conformance_report_told as told set for_people = now.for_people, revision = revision + 1, tried_at = null,
       taken_at = null
     from (
       select id, ${FOR_PEOPLE} as for_people from conformance_report as report where credential_id = any(?::uuid[])
     ) as now
     where told.report_id = now.id and told.for_people is distinct from now.for_people`,
    [arrayLiteral(changed.map(({ credentialId }) => credentialId))],
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
  for_people: string | null;
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
     returning report_id, credential_id, pdf_sha256, suite_id, valid_until, suite, for_people, revision`,
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

function messageOf({ report_id, credential_id, pdf_sha256, suite_id, valid_until, suite, for_people, revision }: Row) {
  return {
    reportId: report_id,
    credentialId: credential_id,
    pdfSha256: pdf_sha256,
    suite: suite_id,
    validUntil: new Date(valid_until).toISOString(),
    suiteEndsAt: suite.endsAt,
    services: suite.services,
    forPeople: for_people,
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
