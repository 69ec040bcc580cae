import type { Person } from '@portal/service-kit';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { CredentialsContext } from '../context.ts';
import type { PersonHandler } from '../evidence/answer-people.ts';
import { receiveEvidenceForm } from '../evidence/receive-form.ts';
import { sendFile } from '../evidence/send-file.ts';
import { checkMayAttachToMessage, keepAttachment, openAttachment } from './keep-attachment.ts';
import { scannedAttachment } from './scanned-attachment.ts';

/** The two routes that bytes of messages' files take: received and sent as those of evidence. */
export function messageAttachmentRoutes(forPerson: (handle: PersonHandler) => RequestHandler): (app: Express) => void {
  return (app) => {
    app.post('/internal/message-attachments', forPerson(upload));
    app.get('/internal/message-attachments/:id', forPerson(download));
  };
}

async function upload(ctx: CredentialsContext, person: Person, req: Request, res: Response): Promise<void> {
  const requestId = String(req.query.accessRequest ?? '');
  await checkMayAttachToMessage(ctx, person, requestId);
  const attachment = await keepSent(ctx, person, requestId, req);
  res.status(201).json(await scannedAttachment(ctx, attachment));
}

/** What is not kept of it is gone before anybody is answered. */
async function keepSent(ctx: CredentialsContext, person: Person, requestId: string, req: Request) {
  await using form = await receiveEvidenceForm(req, ctx.evidenceStorage);
  return await keepAttachment(ctx, person, requestId, form);
}

async function download(ctx: CredentialsContext, person: Person, req: Request, res: Response): Promise<void> {
  const { attachment, bytes } = await openAttachment(ctx, person, String(req.params.id));
  const { id, file_name: fileName, media_type: mediaType, size, sha256 } = attachment;
  await sendFile({ id, fileName, mediaType, size, sha256 }, bytes, res);
}
