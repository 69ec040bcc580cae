import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  bearerToken,
  InvalidToken,
  type Person,
  type ProblemDetails,
  problemJson,
  type TokenVerifier,
  unauthenticated,
} from '@portal/service-kit';
import type { Express, Request, RequestHandler, Response } from 'express';
import { type CredentialsContext, createContext, type Parts } from '../context.ts';
import { evidenceJson } from './evidence-json.ts';
import { evidenceFileName } from './file-name.ts';
import { openForReading } from './read.ts';
import { receiveEvidenceForm } from './receive-form.ts';
import { EvidenceRefusal } from './refusal.ts';
import { attachEvidence, checkMayAttach } from './upload.ts';
import { EvidenceChanged, verifiedBytes } from './verified-bytes.ts';

/** The two routes that bytes of evidence take, for the gateway alone; every error is problem+json. */
export function evidenceRoutes(
  parts: Parts,
  verifyToken: TokenVerifier,
  reportChanged: (evidence: string) => void,
): (app: Express) => void {
  const download: PersonHandler = (...asked) =>
    sendVerified(...asked).catch((error) => {
      if (error instanceof EvidenceChanged) reportChanged(error.key);
      throw error;
    });
  const forPerson = (handle: PersonHandler) => answerTo(parts, verifyToken, handle);
  return (app) => {
    app.post('/internal/evidence', forPerson(upload));
    app.get('/internal/evidence/:id', forPerson(download));
  };
}

type PersonHandler = (ctx: CredentialsContext, person: Person, req: Request, res: Response) => Promise<void>;

async function upload(ctx: CredentialsContext, person: Person, req: Request, res: Response): Promise<void> {
  const requestId = String(req.query.accessRequest ?? '');
  await checkMayAttach(ctx, person, requestId);
  const { evidence, isNew } = await attachSent(ctx, person, requestId, req);
  res.status(isNew ? 201 : 200).json(evidenceJson(evidence));
}

/** What is not kept of it is gone before anybody is answered. */
async function attachSent(ctx: CredentialsContext, person: Person, requestId: string, req: Request) {
  await using form = await receiveEvidenceForm(req, ctx.evidenceStorage);
  return await attachEvidence(ctx, person, requestId, form);
}

async function sendVerified(ctx: CredentialsContext, person: Person, req: Request, res: Response): Promise<void> {
  const { evidence, bytes } = await openForReading(ctx, person, String(req.params.id));
  const verified = verifiedBytes(evidence.id, bytes, evidence);
  // A small file is known to be right or wrong by now, and a wrong one is answered as our fault.
  const first = await verified.next();
  // Files of before have the name that they came with.
  res.attachment(evidenceFileName(evidence.fileName, evidence.mediaType));
  res.set({
    'content-type': evidence.mediaType,
    'content-length': String(evidence.size),
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  await pipeline(Readable.from(whole(first, verified)), res);
}

async function* whole(first: IteratorResult<Uint8Array>, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (!first.done) yield first.value;
  yield* rest;
}

function answerTo(parts: Parts, verifyToken: TokenVerifier, handle: PersonHandler): RequestHandler {
  return async (req, res) => {
    try {
      const caller = await verifyToken(bearerToken(req));
      if (caller.kind !== 'person') throw new InvalidToken('nobody is signed in');
      await handle(createContext(parts, caller, { traceId: res.locals.traceId }), caller, req, res);
    } catch (error) {
      if (error instanceof EvidenceRefusal) problemJson(res, error);
      else if (error instanceof InvalidToken) problemJson(res, NOBODY);
      // What is under way already was broken off, and is seen by its length.
      else if (!hungUp(error) && !res.headersSent) throw error;
    }
  };
}

const NOBODY: ProblemDetails = {
  status: 401,
  code: 'UNAUTHENTICATED',
  title: 'Sessão encerrada',
  detail: unauthenticated().message,
};

/** Who stops reading in the middle of a file is no failure of ours. */
function hungUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
