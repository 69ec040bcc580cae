import { readFile } from 'node:fs/promises';
import { openPrinter } from '@portal/paper/printer';
import {
  auditChainChore,
  auditChainRoutes,
  auditLogRoutes,
  type Chore,
  ConfigError,
  clockAgrees,
  createTokenVerifier,
  DatabaseClock,
  type Running,
  serveSubgraph,
  startChores,
  trimAnswered,
} from '@portal/service-kit';
import { Registry } from 'prom-client';
import { accreditationRoutes } from './accreditation/http.ts';
import { maintenanceOverRoute } from './announcements/http.ts';
import { clientRoutes } from './api-access/http.ts';
import { idOfRequest } from './audit/id-of-request.ts';
import { createCatalogueClient } from './catalogue/catalogue-client.ts';
import { readAuthorities, type TrustedAuthorities } from './certificates/chain.ts';
import { movePems } from './certificates/move-pems.ts';
import { inTurn } from './chore-turn.ts';
import type { CredentialsConfig } from './config.ts';
import { conformanceRoutes } from './conformance/http.ts';
import { createContext, type Parts } from './context.ts';
import { checkRevocations } from './credentials/check-revocation.ts';
import { expireCredentials } from './credentials/expire.ts';
import { migrateCredentials, openCredentialsDatabase } from './database.ts';
import { eraseDue } from './erasure/erase-due.ts';
import { erasedPeopleRoute } from './erasure/http.ts';
import { keepErased } from './erasure/keep-erased.ts';
import { CNES_API_URL, createCnesApi } from './establishments/cnes-api.ts';
import { createEstablishmentLookup } from './establishments/lookup.ts';
import { trimLine } from './events/cursors.ts';
import { startSequencer } from './events/sequencer.ts';
import { answerPeople } from './evidence/answer-people.ts';
import { bindEvidenceStore } from './evidence/bind-store.ts';
import { evidenceRoutes } from './evidence/http.ts';
import { openEvidenceStorage } from './evidence/open-storage.ts';
import { changedReporter } from './evidence/report-changed.ts';
import { sweepReporter } from './evidence/report-sweep.ts';
import { NOTHING_SWEPT, sweepEvidence } from './evidence/sweep.ts';
import { logger } from './logger.ts';
import { dropUnsent } from './messages/attachment-rows.ts';
import { messageAttachmentRoutes } from './messages/http.ts';
import { ministryRolesRoute } from './notices/http.ts';
import { createMailer } from './notices/mail/mailer.ts';
import { measureMails, sendDue } from './notices/mail/send-due.ts';
import { startNoticeWriter } from './notices/notice-writer.ts';
import { Recipients, trimRecipients } from './notices/recipients.ts';
import { tellTimed } from './notices/tell-timed.ts';
import { trimNotices } from './notices/trim.ts';
import { ownDataRoute } from './own-data/http.ts';
import { tellCatalogue } from './portfolio-content/tell-catalogue.ts';
import { retain } from './retention/retain.ts';
import { USUAL_TERMS } from './retention/terms.ts';
import { Attendance, trimPresences } from './reviews/colleagues.ts';
import { createAuthorityClient } from './revocation/ask-authority.ts';
import { createRevocationChecker } from './revocation/revocation.ts';
import type { RevocationPolicy } from './revocation/revocation-message.ts';
import { createClamd } from './scanning/clamd.ts';
import { createScanOfWaiting, isAway, measureScanning } from './scanning/scan-waiting.ts';
import { securityKeyActsRoute } from './security-keys/http.ts';
import { sheetRoutes } from './sheets/http.ts';
import { PRINT_THREAD } from './sheets/print-job.ts';
import { statusRoute } from './status/http.ts';
import { buildCredentialsSubgraph } from './subgraph.ts';
import { teamTokenRoutes } from './team-tokens/http.ts';
import { Published } from './transparency/published.ts';
import { uploadRoutes } from './uploads/http.ts';
import { dropAbandoned } from './uploads/upload-rows.ts';
import { trimDeliveries } from './webhooks/list.ts';
import { createPoster } from './webhooks/post.ts';
import { resealSecrets } from './webhooks/reseal.ts';
import { startWebhookSender } from './webhooks/sender.ts';
import { measureSetAside } from './webhooks/set-aside.ts';

export type { CredentialsConfig } from './config.ts';

/**
 * Starts the service: database migrated, the live line read, subgraph and internal endpoints served, chores under way. The time
 * is the database's, unless a test tells another.
 */
export async function startCredentials(config: CredentialsConfig, told?: () => Date): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  const authorities = await readRoots(config.icpBrasilRoots);
  const evidenceStorage = await openEvidenceStorage(config);
  const { databaseUrl, databaseOwnerUrl, sealing, allowPrivateWebhooks: allowPrivate } = config;
  if (databaseOwnerUrl) await migrateCredentials(databaseUrl, databaseOwnerUrl, sealing.current);
  const opening = openCredentialsDatabase(databaseUrl, { ...config, sealing: sealing.current }, config.waits);
  const orm = starting.adopt(await opening, (opened) => opened.close(true));
  const now = told ?? starting.use(await DatabaseClock.open(orm, logger)).now;
  await bindEvidenceStore(orm.em, evidenceStorage);
  // Before anybody reads anything: the database may have been restored.
  await keepErased(orm.em, evidenceStorage, now());
  const changes = starting.use(
    await startSequencer({ orm, databaseUrl: config.databaseDirectUrl ?? databaseUrl, now, logger }),
  );
  const poster = starting.use(createPoster({ allowPrivate }));
  const { wake } = starting.use(startWebhookSender({ orm, poster, sealing: sealing.current, now }));
  starting.defer(changes.listen(wake));
  const notices = starting.use(startNoticeWriter({ orm, now }));
  starting.defer(changes.listen(notices.wake));
  const mail = config.mail && { mailer: starting.use(createMailer(config.mail)), settings: config.mail };
  const parts: Parts = {
    orm,
    catalogue: createCatalogueClient({ url: config.catalogueUrl, key: config.signingKey, now }),
    lookupEstablishment: createEstablishmentLookup(registerOf(config)),
    authorities,
    revocation: authorities && revocationOf(config, authorities, now, starting),
    evidenceStorage,
    scanner: config.clamdUrl === undefined ? undefined : createClamd(config.clamdUrl),
    changes,
    attendance: new Attendance(),
    recipients: new Recipients(),
    webhooks: { wake, allowPrivate },
    notices,
    mail,
    published: new Published(orm),
    printer: starting.use(openPrinter(PRINT_THREAD)),
    portalUrl: config.portalUrl,
    sealing: sealing.current,
    ruleDraw: config.ruleDraw,
    retention: { ...USUAL_TERMS, NOTICES: config.noticeDays },
    now,
  };
  const registry = new Registry();
  measureSetAside(orm, registry);
  if (parts.scanner) measureScanning(orm, parts.scanner, registry);
  if (mail) measureMails(orm, now, registry);
  starting.use(startChores(choresOf(config, parts, registry), logger));
  const server = starting.use(await serve(config, parts, registry));
  const started = starting.move();
  return { url: server.url, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

async function serve(
  { port, address, internalJwks, drainMs, signingKey }: CredentialsConfig,
  parts: Parts,
  registry: Registry,
): Promise<Running> {
  const { schema } = await buildCredentialsSubgraph();
  const verifyToken = createTokenVerifier(internalJwks, 'credentials');
  const forPerson = answerPeople(parts, verifyToken, changedReporter(registry));
  return serveSubgraph({
    schema,
    port,
    address,
    verifyToken,
    createContext: (caller, request) => createContext(parts, caller, request),
    ready: () => checkReady(parts),
    drainMs,
    routes: (app, stopping) => {
      app.use(clientRoutes({ ...parts, verifyToken, stopping }));
      app.use(teamTokenRoutes({ ...parts, verifyToken, stopping }));
      app.use(accreditationRoutes({ ...parts, verifyToken }));
      app.use(conformanceRoutes({ ...parts, verifyToken }));
      app.use(ministryRolesRoute({ ...parts, verifyToken }));
      app.use(erasedPeopleRoute({ ...parts, verifyToken }));
      app.use(securityKeyActsRoute({ ...parts, verifyToken }));
      app.use(statusRoute({ ...parts, verifyToken }));
      app.use(maintenanceOverRoute({ ...parts, verifyToken }));
      auditChainRoutes({ ...parts, signingKey }, verifyToken)(app);
      auditLogRoutes({ ...parts, idOf: idOfRequest }, verifyToken)(app);
      evidenceRoutes(forPerson)(app);
      messageAttachmentRoutes(forPerson)(app);
      uploadRoutes(forPerson)(app);
      ownDataRoute(forPerson)(app);
      sheetRoutes(forPerson)(app);
    },
    registry,
    logger,
  });
}

/** That the antivirus is away is told and decides nothing: what was taken before is read, and what comes waits. */
async function checkReady({ orm, scanner }: Parts): Promise<object> {
  const [antivirus] = await Promise.all([scanner && isAway(scanner), clockAgrees(orm)]);
  return antivirus === undefined ? {} : { antivirus: antivirus ? 'does not answer' : 'ready' };
}

function revocationOf(
  { icpBrasilRevocation, allowPrivateWebhooks: allowPrivate }: CredentialsConfig,
  authorities: TrustedAuthorities,
  now: () => Date,
  starting: AsyncDisposableStack,
): RevocationPolicy | undefined {
  if (icpBrasilRevocation === 'off') return undefined;
  const client = starting.use(createAuthorityClient({ allowPrivate }));
  const checker = createRevocationChecker({ authorities, client, now });
  return { checker, refuseUnknown: icpBrasilRevocation === 'closed' };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function choresOf({ sealing, signingKey, internalJwks }: CredentialsConfig, parts: Parts, registry: Registry): Chore[] {
  const { orm, catalogue, evidenceStorage, scanner, revocation, changes, webhooks, notices, mail, now } = parts;
  const reportSweep = sweepReporter(registry);
  const once = (chore: Parameters<typeof inTurn>[1]) => inTurn(orm, chore);
  return [
    // Row by row, each by whoever comes first.
    { name: 'expire credentials', everyMs: MINUTE_MS / 3, work: () => expireCredentials(orm.em.fork(), now()) },
    // A notification is enough; this is for one that was lost without the connection being lost.
    { name: 'look for changes', everyMs: MINUTE_MS / 4, work: async () => changes.wake() },
    auditChainChore({ orm, signingKey, internalJwks, now }),
    retain(parts, { name: 'trim the line of changes', kind: 'CHANGES', drop: (em) => trimLine(em, now()) }),
    retain(parts, { name: 'trim idempotency keys', kind: 'IDEMPOTENCY_KEYS', drop: (em) => trimAnswered(em, now()) }),
    { name: 'send webhooks', everyMs: MINUTE_MS / 12, work: async () => webhooks.wake() },
    { name: 'write notices', everyMs: MINUTE_MS / 12, work: async () => notices.wake() },
    once({ name: 'tell what time brings', everyMs: MINUTE_MS, work: () => tellTimed(orm.em.fork(), now()) }),
    ...(mail ? [{ name: 'mail notices', everyMs: MINUTE_MS / 12, work: () => sendDue({ orm, ...mail, now }) }] : []),
    once({
      name: 'tell the catalogue what was published',
      everyMs: MINUTE_MS / 4,
      // It may be starting beside this.
      waitsFirst: true,
      work: () => tellCatalogue(orm.em.fork(), catalogue.content, now()),
    }),
    retain(parts, { name: 'trim notices', kind: 'NOTICES', drop: (em, days) => trimNotices(em, days, now()) }),
    retain(parts, { name: 'trim presences', kind: 'PRESENCES', drop: (em) => trimPresences(em, now()) }),
    retain(parts, { name: 'trim recipients', kind: 'RECIPIENTS', drop: (em) => trimRecipients(em, now()) }),
    ...(revocation
      ? [
          once({
            name: 'ask after revoked certificates',
            everyMs: 5 * MINUTE_MS,
            work: () => checkRevocations({ orm, now }, revocation.checker),
          }),
        ]
      : []),
    // Again and again: while a new version takes over, the one before it still seals by its own key.
    { name: 'reseal secrets', everyMs: 5 * MINUTE_MS, work: () => resealSecrets(orm.em.fork(), sealing) },
    retain(parts, {
      name: 'trim deliveries',
      kind: 'WEBHOOK_DELIVERIES',
      drop: (em, days) => trimDeliveries(em, days, now()),
    }),
    // What an older version writes while it is replaced is moved the next time.
    once({ name: 'move PEMs', everyMs: 24 * HOUR_MS, work: () => movePems(orm.em.fork()) }),
    ...(scanner
      ? [
          once({
            name: 'scan waiting files',
            everyMs: MINUTE_MS / 12,
            work: createScanOfWaiting({ orm, scanner, evidenceStorage, now }),
          }),
        ]
      : []),
    once({ name: 'erase people', everyMs: MINUTE_MS, work: () => eraseDue(parts) }),
    once({
      name: 'keep people erased',
      everyMs: HOUR_MS,
      work: () => keepErased(orm.em, evidenceStorage, now()),
    }),
    retain(parts, {
      name: 'drop abandoned uploads',
      kind: 'UNFINISHED_UPLOADS',
      drop: (em) => dropAbandoned(em, now()),
    }),
    retain(parts, { name: 'drop unsent files', kind: 'UNSENT_FILES', drop: (em) => dropUnsent(em, now()) }),
    once({
      name: 'sweep evidence',
      everyMs: HOUR_MS,
      waitsFirst: true,
      work: async () => reportSweep(await sweepEvidence(orm.em.fork(), evidenceStorage, now())),
      // Another tells of its own; what this one found the last time is no longer so.
      notMine: () => reportSweep(NOTHING_SWEPT),
    }),
  ];
}

function registerOf({ cnesApi }: CredentialsConfig) {
  return cnesApi ? createCnesApi({ url: CNES_API_URL, now: Date.now }) : undefined;
}

async function readRoots(path: string | null): Promise<TrustedAuthorities | undefined> {
  if (path === null) return undefined;
  try {
    return readAuthorities(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new ConfigError(`Configuration: ICP_BRASIL_ROOTS names no PEM bundle that can be read`, { cause });
  }
}
