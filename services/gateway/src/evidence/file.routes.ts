import { pipeline } from 'node:stream/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { rolesMay } from '@portal/domain';
import { problemJson } from '@portal/service-kit/process';
import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { SMALLEST_OPERATION } from '../access/cost-rules.ts';
import { addressKey, type BillingParts } from '../budgets/bill-requests.ts';
import type { BodiesUnderWay } from '../budgets/bodies-under-way.ts';
import { callerKey } from '../budgets/caller-key.ts';
import { limitHeaders } from '../budgets/limit-headers.ts';
import { type Asker, askerOf, type Identities } from '../callers/caller-of-request.ts';
import type { Listener } from '../http/listener.ts';
import { budgetSpent, FILE_PROBLEMS, FileRefused, scopeMissing } from '../http/problem-json.ts';
import type { Refusals } from '../refusals.ts';
import { type AuditQuestion, sendAuditRecords } from './audit-log.ts';
import { discardRest } from './discard-rest.ts';
import { FILE_ENDPOINTS, type FileEndpoint, OPEN_FILE_ENDPOINTS } from './file-endpoints.ts';
import { sendOwnData, sendOwnDataSheet } from './own-data.ts';
import { passUpload } from './pass-upload.ts';
import { ANSWER_WITHIN_MS, Patience } from './patience.ts';
import { readAnswer, relay } from './relayed-answer.ts';
import { callerOf, type ServiceFiles } from './service-files.ts';
import { uploadRoutes } from './upload.routes.ts';

/** What carrying files needs. */
export interface FileParts extends BillingParts {
  listener: Listener;
  identities: Identities;
  files: ServiceFiles;
  reports: ServiceFiles;
  orm: MikroORM;
  bodies: BodiesUnderWay;
  refusals: Refusals;
}

/** Evidence and files of messages, for people: signed in, or by a token with the scope; reports of conformance, for systems too. */
export function fileRoutes(parts: FileParts): Router {
  const { files, reports } = parts;
  const router = Router();
  router.post('/evidence', forAsker(parts, 'POST /evidence'), async (req, res) => {
    relay(res, await passUpload(req, '/internal/evidence', files, callerOf(res)));
    discardRest(req);
  });
  router.post('/message-attachments', forAsker(parts, 'POST /message-attachments'), async (req, res) => {
    relay(res, await passUpload(req, '/internal/message-attachments', files, callerOf(res)));
    discardRest(req);
  });
  router.get('/message-attachments/:id', forAsker(parts, 'GET /message-attachments/ID'), (req, res) =>
    sendUploaded(files, `/internal/message-attachments/${encodeURIComponent(String(req.params.id))}`, res),
  );
  router.get('/evidence/:id', forAsker(parts, 'GET /evidence/ID'), (req, res) =>
    sendUploaded(files, `/internal/evidence/${encodeURIComponent(String(req.params.id))}`, res),
  );
  uploadRoutes(router, files, (endpoint) => forAsker(parts, endpoint));
  // Printed when they are asked for, and named by who prints them.
  router.get('/request-receipts/:id', forAsker(parts, 'GET /request-receipts/ID'), (req, res) =>
    sendReport(files, `/internal/request-receipts/${encodeURIComponent(String(req.params.id))}`, res),
  );
  router.get('/credential-sheets/:id', forAsker(parts, 'GET /credential-sheets/ID'), (req, res) =>
    sendReport(files, `/internal/credential-sheets/${encodeURIComponent(String(req.params.id))}`, res),
  );
  router.get('/own-data.json', forAsker(parts, 'GET /own-data.json'), (_req, res) =>
    sendOwnData(parts, callerOf(res), res),
  );
  router.get('/own-data.pdf', forAsker(parts, 'GET /own-data.pdf'), (_req, res) =>
    sendOwnDataSheet(parts, callerOf(res), res),
  );
  // A hash and a time, which whoever has the report may know.
  router.get('/conformance-reports/:file.tsr', forAnybody(parts, 'GET /conformance-reports/FILE.tsr'), (req, res) =>
    sendReport(reports, `/internal/conformance-reports/${encodeURIComponent(String(req.params.file))}.tsr`, res),
  );
  router.get('/conformance-reports/:file', forAsker(parts, 'GET /conformance-reports/FILE'), (req, res) =>
    sendReport(reports, `/internal/conformance-reports/${encodeURIComponent(String(req.params.file))}`, res),
  );
  const keys = 'GET /.well-known/conformance-jwks.json';
  router.get('/.well-known/conformance-jwks.json', forAnybody(parts, keys), (_req, res) =>
    sendReport(reports, '/internal/conformance-jwks.json', res),
  );
  const checkpoints = 'GET /.well-known/audit-checkpoints/SERVICE/MONTH.json';
  for (const [service, kept] of Object.entries({ credentials: files, homologation: reports })) {
    const auditor = forAsker(parts, 'GET /audit-log/SERVICE/FILE');
    router.get(`/audit-log/${service}/records.json`, auditor, (req, res) =>
      sendAuditRecords({ ...parts, service: kept }, questionOf(req), callerOf(res), res),
    );
    router.get(`/audit-log/${service}/:file`, auditor, (req, res) =>
      sendReport(kept, `/internal/audit-log/${encodeURIComponent(String(req.params.file))}?${queryOf(req)}`, res),
    );
    router.get(`/.well-known/audit-checkpoints/${service}/:month.json`, forAnybody(parts, checkpoints), (req, res) =>
      sendReport(kept, `/internal/audit-checkpoints/${encodeURIComponent(String(req.params.month))}.json`, res),
    );
  }
  router.use(refused);
  return router;
}

function queryOf({ originalUrl }: Request): URLSearchParams {
  return new URL(originalUrl, 'http://gateway').searchParams;
}

/** A name comes percent-encoded in a header: in an address, where pages of a build before put it, it stays in histories. */
function questionOf(req: Request): AuditQuestion {
  const query = queryOf(req);
  const person = decoded(String(req.headers['audit-person'] ?? '')) || (query.get('person') ?? '');
  query.delete('person');
  return { query, person: person.trim() };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** Lets in who asks by session or token, and takes what it costs. */
function forAsker(parts: FileParts, endpoint: keyof typeof FILE_ENDPOINTS): RequestHandler {
  const { listener, identities, bodies, addressOf, refusals } = parts;
  const { scope, points, systems = false, permission }: FileEndpoint = FILE_ENDPOINTS[endpoint];
  return async (req, res, next) => {
    const asker = await askerOf(req, listener, identities);
    const who = asker.kind === 'refused' ? addressKey(req, addressOf) : keyOf(asker, addressOf(req));
    res.once('finish', () => refusals.noteStatus(who, res.statusCode, endpoint));
    if (asker.kind === 'refused' || asker.kind === 'anonymous') {
      // What they came with was looked up all the same.
      await take(parts, res, addressKey(req, addressOf), SMALLEST_OPERATION);
      throw new FileRefused(asker.kind === 'refused' ? FILE_PROBLEMS.tokenRefused : FILE_PROBLEMS.nobody);
    }
    const { caller } = asker;
    const mayAsk = caller.kind === 'person' || (systems && caller.kind === 'client');
    if ('grant' in asker) {
      if (scope === 'session') throw new FileRefused(FILE_PROBLEMS.sessionOnly);
      if (!mayAsk || !asker.grant.scopes.has(scope)) throw new FileRefused(scopeMissing(scope));
    }
    const may = caller.kind === 'person' && permission !== undefined && rolesMay(caller.roles, permission);
    if (permission && !may) throw new FileRefused(FILE_PROBLEMS.notForRole);
    await take(parts, res, keyOf(asker, addressOf(req)), points);
    res.locals.caller = caller;
    if (bodies.admits(caller, req, res)) next();
  };
}

function keyOf(asker: Exclude<Asker, { kind: 'refused' }>, address: string | undefined): string {
  return callerKey(asker.caller, 'grant' in asker ? asker.grant : undefined, address);
}

/** Lets everybody in, as nobody. */
function forAnybody(parts: FileParts, endpoint: keyof typeof OPEN_FILE_ENDPOINTS): RequestHandler {
  return async (req, res, next) => {
    await take(parts, res, addressKey(req, parts.addressOf), OPEN_FILE_ENDPOINTS[endpoint]);
    res.locals.caller = { kind: 'anonymous' };
    next();
  };
}

async function take({ budgets }: FileParts, res: Response, caller: string, cost: number): Promise<void> {
  const bill = await budgets.billFor(caller);
  const refused = bill.pay(cost);
  res.set(limitHeaders(bill));
  if (refused) throw new FileRefused(budgetSpent(refused));
}

function sendUploaded(files: ServiceFiles, path: string, res: Response): Promise<void> {
  return sendFile(files, path, res, ({ type, disposition }) => ({
    'content-type': type ?? 'application/octet-stream',
    // Never shown in place: what somebody uploaded is not a page of the portal.
    'content-disposition': disposition?.startsWith('attachment') ? disposition : 'attachment',
    'cache-control': 'private, no-store',
  }));
}

function sendReport(reports: ServiceFiles, path: string, res: Response): Promise<void> {
  return sendFile(reports, path, res, ({ type, disposition, caching }) => ({
    ...(type && { 'content-type': type }),
    ...(disposition && { 'content-disposition': disposition }),
    'cache-control': caching ?? 'private, no-store',
  }));
}

/** What a service says of a file. */
interface SaidOfFile {
  type: string | undefined;
  disposition: string | undefined;
  caching: string | undefined;
}

async function sendFile(
  files: ServiceFiles,
  path: string,
  res: Response,
  headersOf: (said: SaidOfFile) => Record<string, string>,
): Promise<void> {
  using patience = new Patience(ANSWER_WITHIN_MS);
  const left = () => patience.end();
  res.once('close', left);
  patience.start();
  const answer = await files.ask({ method: 'GET', path, signal: patience.signal, changes: () => false }, callerOf(res));
  patience.stop();
  if (answer.statusCode !== 200) return relay(res, await readAnswer(answer));
  // From here on the pipeline sees to it, which listens to the answer seven times itself: Node warns of more than ten.
  res.off('close', left);
  const said = (name: string) => answer.headers[name]?.toString();
  const length = said('content-length');
  res.set({
    ...headersOf({
      type: said('content-type'),
      disposition: said('content-disposition'),
      caching: said('cache-control'),
    }),
    'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    ...(length && { 'content-length': length }),
  });
  // A client that leaves is no fault of ours; an answer that breaks off is seen by its length.
  await pipeline(answer.body, res).catch(() => {});
}

const refused: ErrorRequestHandler = (error, req, res, next) => {
  // Too slow: that was told already.
  if (res.headersSent) return;
  if (error instanceof FileRefused) {
    res.set('cache-control', 'no-store');
    problemJson(res, error.problem);
  } else next(error);
  discardRest(req);
};
