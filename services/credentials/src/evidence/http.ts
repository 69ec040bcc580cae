import type { Person } from '@portal/service-kit';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { CredentialsContext } from '../context.ts';
import type { PersonHandler } from './answer-people.ts';
import { openForReading } from './read.ts';
import { receiveEvidenceForm } from './receive-form.ts';
import { scannedEvidence } from './scanned-evidence.ts';
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
  res.status(isNew ? 201 : 200).json(await scannedEvidence(ctx, evidence));
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
