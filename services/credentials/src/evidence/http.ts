import type { Person } from '@portal/service-kit';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { CredentialsContext } from '../context.ts';
import { scanAtOnce } from '../scanning/scan-at-once.ts';
import type { PersonHandler } from './answer-people.ts';
import { evidenceJson } from './evidence-json.ts';
import { openForReading } from './read.ts';
import { receiveEvidenceForm } from './receive-form.ts';
import { sendFile } from './send-file.ts';
import { attachEvidence, checkMayAttach } from './upload.ts';

/** The two routes that bytes of evidence take. */
export function evidenceRoutes(forPerson: (handle: PersonHandler) => RequestHandler): (app: Express) => void {
  return (app) => {
    app.post('/internal/evidence', forPerson(upload));
    app.get('/internal/evidence/:id', forPerson(download));
  };
}

async function upload(ctx: CredentialsContext, person: Person, req: Request, res: Response): Promise<void> {
  const requestId = String(req.query.accessRequest ?? '');
  await checkMayAttach(ctx, person, requestId);
  const { evidence, isNew } = await attachSent(ctx, person, requestId, req);
  const { id, sha256, size } = evidence;
  if (evidence.scan === 'PENDING') evidence.scan = await scanAtOnce(ctx, { kind: 'EVIDENCE', id, sha256, size });
  res.status(isNew ? 201 : 200).json(evidenceJson(evidence));
}

/** What is not kept of it is gone before anybody is answered. */
async function attachSent(ctx: CredentialsContext, person: Person, requestId: string, req: Request) {
  await using form = await receiveEvidenceForm(req, ctx.evidenceStorage);
  return await attachEvidence(ctx, person, requestId, form);
}

async function download(ctx: CredentialsContext, person: Person, req: Request, res: Response): Promise<void> {
  const { evidence, bytes } = await openForReading(ctx, person, String(req.params.id));
  await sendFile(evidence, bytes, res);
}
