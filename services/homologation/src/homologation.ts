import type { MikroORM } from '@mikro-orm/postgresql';
import { type Suite, suites } from '@portal/conformance';
import { openPrinter } from '@portal/paper/printer';
import {
  auditChainChore,
  auditChainRoutes,
  auditLogRoutes,
  clockAgrees,
  createTokenVerifier,
  DatabaseClock,
  type DatabaseWaits,
  migrateBack,
  migrateDatabase,
  openDatabase,
  openNotificationListener,
  type Running,
  serveSubgraph,
  startChores,
  type TableRights,
  trimAnswered,
} from '@portal/service-kit';
import { Accreditations } from './accreditation/accreditations.ts';
import { trustedAuthorities } from './authority/authority.ts';
import { trimCalls } from './calls/trim.ts';
import type { HomologationConfig } from './config.ts';
import { KnownSuites } from './conformance/known-suites.ts';
import { Mover } from './conformance/mover.ts';
import { CONFORMANCE, RunFollowers, tellFollowers } from './conformance/run-followers.ts';
import { tellCompleted } from './conformance/tell-completed.ts';
import { createContext, type Parts } from './context.ts';
import { startHosts } from './hosts/start-hosts.ts';
import { IncidentLedger } from './incidents/ledger.ts';
import { noteMaintenance } from './incidents/note-maintenance.ts';
import { giveSignOfLife, SIGN_EVERY_MS } from './incidents/sign-of-life.ts';
import { statusRoute } from './incidents/status-route.ts';
import { logger } from './logger.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { ownDataRoute } from './own-data/routes.ts';
import { Population } from './population/population.ts';
import { StepMedians } from './published-suites/step-medians.ts';
import { PRINT_THREAD } from './reports/pdf/print-report.ts';
import { ReportKeys } from './reports/report-keys.ts';
import { reportRoutes } from './reports/routes.ts';
import { noteChangedReports, tellReportNow, tellReports } from './reports/told-reports.ts';
import { buildHomologationSubgraph } from './subgraph.ts';
import { stampDue } from './time-stamps/stamp-due.ts';
import { openStamper } from './time-stamps/stamper.ts';
import { TrialCertificate } from './trial-certificates/trial-certificate.ts';
import { TRIAL_CERTIFICATES, trialCredentialOf } from './trial-certificates/trial-credential.ts';
import { openJudgeThreads } from './validation/judge-threads.ts';

export type { HomologationConfig } from './config.ts';

/** What is written once, and what is never deleted; on all other tables the service does whatever it does to rows. */
const RIGHTS: TableRights = {
  audit_record: ['SELECT', 'INSERT'],
  audit_due: ['SELECT', 'INSERT', 'DELETE'],
  audit_link: ['SELECT', 'INSERT'],
  audit_checkpoint: ['SELECT', 'INSERT'],
  audit_backfill: ['SELECT', 'UPDATE'],
  trial_certificate: ['SELECT', 'INSERT', 'UPDATE'],
  conformance_suite: ['SELECT', 'INSERT'],
  conformance_run: ['SELECT', 'INSERT', 'UPDATE'],
  conformance_completion: ['SELECT', 'INSERT', 'UPDATE'],
  homologation_incident: ['SELECT', 'INSERT', 'UPDATE'],
  conformance_override: ['SELECT', 'INSERT'],
  conformance_override_decision: ['SELECT', 'INSERT'],
  conformance_message: ['SELECT', 'INSERT'],
  conformance_thread: ['SELECT', 'INSERT', 'UPDATE'],
  conformance_message_read: ['SELECT', 'INSERT', 'UPDATE'],
  conformance_report: ['SELECT', 'INSERT'],
  conformance_suite_told: ['SELECT', 'INSERT', 'UPDATE'],
  conformance_report_told: ['SELECT', 'INSERT', 'UPDATE'],
  conformance_report_stamp: ['SELECT', 'INSERT'],
  report_key: ['SELECT', 'INSERT'],
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Starts the service: database migrated, subgraph served, chores under way. The time is the database's, unless a test tells another. */
export async function startHomologation(
  config: HomologationConfig,
  told?: () => Date,
  current: readonly Suite[] = suites(),
): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  if (config.databaseOwnerUrl) await migrateHomologation(config);
  const orm = await openHomologationDatabase(config.databaseUrl, config.waits);
  starting.defer(() => orm.close());
  const now = told ?? starting.use(await DatabaseClock.open(orm, logger)).now;
  const accreditations = starting.use(
    new Accreditations({
      ...config,
      trialCredentialOf: (sha256) => trialCredentialOf(orm.em.fork(), sha256, now()),
    }),
  );
  starting.use(
    await openNotificationListener({
      url: config.databaseDirectUrl ?? config.databaseUrl,
      channel: TRIAL_CERTIFICATES,
      heard: (sha256) => accreditations.forgetCertificate(sha256),
      missed: async () => accreditations.forgetCertificates(),
      logger,
    }),
  );
  const runFollowers = starting.use(new RunFollowers());
  starting.use(
    await openNotificationListener({
      url: config.databaseDirectUrl ?? config.databaseUrl,
      channel: CONFORMANCE,
      heard: (payload) => runFollowers.heard(payload),
      missed: () => tellFollowers(orm, runFollowers),
      logger,
    }),
  );
  const population = new Population(config.populationSeed);
  const knownSuites = new KnownSuites(current);
  const mover = starting.use(new Mover({ orm, suites: knownSuites, accreditations, now }));
  const incidents = starting.use(new IncidentLedger(orm));
  starting.use(
    await startHosts(config, {
      orm,
      accreditations,
      population,
      recorded: () => mover.wake(),
      failed: (at) => incidents.note(at),
      now,
    }),
  );
  const { authority, previousAuthorities, authUrl, ehrUrl } = config;
  const stamper = config.timeStamps && (await openStamper(config.timeStamps));
  const parts: Parts = {
    orm,
    authority,
    hosts: { authUrl, ehrUrl, authorities: trustedAuthorities(authority, previousAuthorities).join('') },
    accreditations,
    population,
    judgeThreads: starting.use(openJudgeThreads()),
    softwareVersion: config.hosts.softwareVersion,
    suites: knownSuites,
    stepMedians: new StepMedians(orm, now),
    runFollowers,
    printer: starting.use(openPrinter(PRINT_THREAD)),
    reportKeys: new ReportKeys(orm, config.reportSealing),
    tellReport: (reportId) => tellReportNow({ ...config, orm, now }, reportId),
    stamper,
    portalUrl: config.portalUrl,
    now,
  };
  const auditChain = { ...config, orm, now };
  const chores = [
    auditChainChore(auditChain),
    { name: 'trim idempotency keys', everyMs: HOUR_MS, work: () => trimAnswered(orm.em.fork(), now()) },
    { name: 'trim calls and documents', everyMs: HOUR_MS, work: () => trimCalls(orm.em.fork(), now()) },
    { name: 'move runs on', everyMs: 1_000, work: () => mover.catchUp() },
    { name: 'tell of completed runs', everyMs: 2_000, work: () => tellCompleted({ ...config, orm, now }) },
    { name: 'look which reports count', everyMs: MINUTE_MS, work: () => noteChangedReports(orm, knownSuites, { now }) },
    { name: 'tell of reports', everyMs: 2_000, work: () => tellReports({ ...config, orm, now }) },
    ...(stamper ? [{ name: 'stamp reports', everyMs: 5_000, work: () => stampDue({ orm, stamper, now }) }] : []),
    { name: 'write incidents down', everyMs: SIGN_EVERY_MS, work: () => incidents.flush() },
    {
      name: 'give a sign of life',
      everyMs: SIGN_EVERY_MS,
      work: () => giveSignOfLife({ orm, suites: knownSuites, now }),
    },
    {
      name: 'note maintenance that is over',
      everyMs: MINUTE_MS,
      work: () => noteMaintenance({ ...config, orm, suites: knownSuites, now }),
    },
  ];
  starting.use(startChores(chores, logger));
  const { schema } = await buildHomologationSubgraph();
  const verifyToken = createTokenVerifier(config.internalJwks, 'homologation');
  const server = starting.use(
    await serveSubgraph({
      schema,
      port: config.port,
      address: config.address,
      verifyToken,
      routes: (app) => {
        reportRoutes(parts, verifyToken)(app);
        ownDataRoute(parts, verifyToken)(app);
        auditChainRoutes(auditChain, verifyToken)(app);
        auditLogRoutes(auditChain, verifyToken)(app);
        statusRoute(auditChain, verifyToken)(app);
      },
      createContext: (caller, request) => createContext(parts, caller, request),
      ready: () => clockAgrees(orm),
      drainMs: config.drainMs,
      logger,
    }),
  );
  const started = starting.move();
  return { url: server.url, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

/** Makes and migrates the database `homologation` as its owner, and gives the service's user what it needs. */
export function migrateHomologation({ databaseUrl, databaseOwnerUrl }: HomologationConfig): Promise<void> {
  return migrateDatabase({ url: databaseUrl, ownerUrl: databaseOwnerUrl, migrations: MIGRATIONS, rights: RIGHTS });
}

/** Takes back what was made after a migration; gives the names of what went. */
export function migrateHomologationBack(
  { databaseUrl, databaseOwnerUrl }: HomologationConfig,
  last: string | undefined,
): Promise<string[]> {
  return migrateBack({ url: databaseUrl, ownerUrl: databaseOwnerUrl, migrations: MIGRATIONS }, last);
}

/** Opens the database `homologation`, made and migrated. */
function openHomologationDatabase(url: string, waits?: DatabaseWaits): Promise<MikroORM> {
  return openDatabase({ url, waits, entities: [TrialCertificate], migrations: MIGRATIONS });
}
