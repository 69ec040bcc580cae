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
import { openForReading } from './read.ts';
import { receiveEvidenceForm } from './receive-form.ts';
import { EvidenceRefusal } from './refusal.ts';
import { attachEvidence, checkMayAttach } from './upload.ts';

/** The two routes that bytes of evidence take, for the gateway alone; every error is problem+json. */
export function evidenceRoutes(parts: Parts, verifyToken: TokenVerifier): (app: Express) => void {
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
  await using form = await receiveEvidenceForm(req, ctx.evidenceStorage);
  const { evidence, isNew } = await attachEvidence(ctx, person, requestId, form);
  res.status(isNew ? 201 : 200).json(evidenceJson(evidence));
}

async function download(ctx: CredentialsContext, person: Person, req: Request, res: Response): Promise<void> {
  const { evidence, bytes } = await openForReading(ctx, person, String(req.params.id));
  res.attachment(evidence.fileName);
  res.set({
    'content-type': evidence.mediaType,
    'content-length': String(evidence.size),
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  await pipeline(bytes, res);
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
      else if (!hungUp(error)) throw error;
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
