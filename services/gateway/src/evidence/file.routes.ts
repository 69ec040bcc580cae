import { pipeline } from 'node:stream/promises';
import type { ApiScope } from '@portal/domain';
import { problemJson } from '@portal/service-kit/process';
import { type ErrorRequestHandler, type RequestHandler, type Response, Router } from 'express';
import { addressKey, type BillingParts } from '../budgets/bill-requests.ts';
import { limitHeaders } from '../budgets/limit-headers.ts';
import { callerKey } from '../caller-key.ts';
import { askerOf, type Identities } from '../caller-of-request.ts';
import { SMALLEST_OPERATION } from '../cost/cost-rules.ts';
import type { BodiesUnderWay } from '../origin/bodies-under-way.ts';
import type { Door } from '../origin/door.ts';
import type { CredentialsFiles, FileCaller } from './credentials-files.ts';
import { discardRest } from './discard-rest.ts';
import { passEvidence } from './pass-evidence.ts';
import { Patience } from './patience.ts';
import { budgetSpent, FILE_PROBLEMS, FileRefused, scopeMissing } from './problems.ts';
import { readAnswer, relay } from './relayed-answer.ts';

/** So long is waited for the beginning of an answer. */
const ANSWER_WITHIN_MS = 10_000;

/** What they ask of a token, and cost, by the bytes that they move. */
export const FILE_ENDPOINTS = {
  'POST /evidence': { scope: 'requests:write', points: 50 },
  'GET /evidence/ID': { scope: 'requests:read', points: 10 },
} as const satisfies Record<string, { scope: ApiScope; points: number }>;

/** What carrying files needs. */
export interface FileParts extends BillingParts {
  door: Door;
  identities: Identities;
  files: CredentialsFiles;
  bodies: BodiesUnderWay;
}

/** POST /evidence and GET /evidence/ID, for people: signed in, or by a token with the scope. */
export function fileRoutes({ door, identities, files, bodies, budgets, addressOf }: FileParts): Router {
  const person =
    (endpoint: keyof typeof FILE_ENDPOINTS): RequestHandler =>
    async (req, res, next) => {
      const { scope, points } = FILE_ENDPOINTS[endpoint];
      const asker = await askerOf(req, door, identities);
      const take = async (caller: string, cost: number) => {
        const bill = await budgets.billFor(caller);
        const refused = bill.pay(cost);
        res.set(limitHeaders(bill));
        if (refused) throw new FileRefused(budgetSpent(refused));
      };
      if (asker.kind === 'refused' || asker.kind === 'anonymous') {
        // What they came with was looked up all the same.
        await take(addressKey(req, addressOf), SMALLEST_OPERATION);
        throw new FileRefused(asker.kind === 'refused' ? FILE_PROBLEMS.tokenRefused : FILE_PROBLEMS.nobody);
      }
      if ('grant' in asker && (asker.caller.kind !== 'person' || !asker.grant.scopes.has(scope))) {
        throw new FileRefused(scopeMissing(scope));
      }
      const grant = 'grant' in asker ? asker.grant : undefined;
      await take(callerKey(asker.caller, grant, addressOf(req)), points);
      res.locals.caller = asker.caller;
      if (bodies.admits(asker.caller, req, res)) next();
    };
  const router = Router();
  router.post('/evidence', person('POST /evidence'), async (req, res) => {
    relay(res, await passEvidence(req, files, callerOf(res)));
    discardRest(req);
  });
  router.get('/evidence/:id', person('GET /evidence/ID'), (req, res) =>
    sendEvidence(files, String(req.params.id), res),
  );
  router.use(refused);
  return router;
}

function callerOf(res: Response): FileCaller {
  return { caller: res.locals.caller, traceId: res.locals.traceId };
}

async function sendEvidence(files: CredentialsFiles, id: string, res: Response): Promise<void> {
  using patience = new Patience(ANSWER_WITHIN_MS);
  res.once('close', () => patience.end());
  patience.start();
  const path = `/internal/evidence/${encodeURIComponent(id)}`;
  const answer = await files.ask({ method: 'GET', path, signal: patience.signal, changes: () => false }, callerOf(res));
  patience.stop();
  if (answer.statusCode !== 200) return relay(res, await readAnswer(answer));
  const { 'content-type': type, 'content-length': length, 'content-disposition': disposition } = answer.headers;
  res.set({
    'content-type': type ?? 'application/octet-stream',
    // Never shown in place: what somebody uploaded is not a page of the portal.
    'content-disposition': String(disposition).startsWith('attachment') ? disposition : 'attachment',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  if (length) res.set('content-length', length);
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
