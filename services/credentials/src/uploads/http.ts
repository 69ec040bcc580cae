import type { Person } from '@portal/service-kit';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { CredentialsContext } from '../context.ts';
import type { PersonHandler } from '../evidence/answer-people.ts';
import { cleanFileName } from '../evidence/file-name.ts';
import { finishUpload } from './finish.ts';
import { type Announced, appendTo, beginUpload, findUpload, giveUp } from './receive.ts';
import { badUpload, notAPiece, otherVersion, over } from './refusal.ts';
import type { UploadPurpose } from './upload-rows.ts';

const VERSION = '1.0.0';
const LONGEST_METADATA = 8_192;
const PURPOSES: Readonly<Record<string, UploadPurpose>> = { evidence: 'EVIDENCE', message: 'MESSAGE' };

/**
 * Uploads that go on where they stopped, by tus 1.0.0 with creation and termination, and an address that makes of the
 * whole file what it was sent for: an answer that was lost is had again there.
 */
export function uploadRoutes(forPerson: (handle: PersonHandler) => RequestHandler): (app: Express) => void {
  const tus = (handle: PersonHandler) =>
    forPerson((ctx, person, req, res) => {
      res.set({ 'tus-resumable': VERSION, 'cache-control': 'no-store' });
      if (req.headers['tus-resumable'] !== VERSION) {
        res.set('tus-version', VERSION);
        throw otherVersion();
      }
      return handle(ctx, person, req, res);
    });
  return (app) => {
    app.post('/internal/uploads', tus(begin));
    app.head('/internal/uploads/:id', tus(tell));
    app.patch('/internal/uploads/:id', tus(append));
    app.delete('/internal/uploads/:id', tus(end));
    app.post('/internal/uploads/:id/finish', forPerson(finish));
  };
}

async function begin(ctx: CredentialsContext, person: Person, req: Request, res: Response): Promise<void> {
  const id = await beginUpload(ctx, person, announcedBy(req));
  res.status(201).set('location', `/uploads/${id}`).end();
}

async function tell(ctx: CredentialsContext, person: Person, req: Request, res: Response): Promise<void> {
  const { received, size } = await findUpload(ctx, person, String(req.params.id));
  res.set({ 'upload-offset': String(received), 'upload-length': String(size) }).end();
}

async function append(ctx: CredentialsContext, person: Person, req: Request, res: Response): Promise<void> {
  try {
    const upload = await findUpload(ctx, person, String(req.params.id));
    if (req.headers['content-type'] !== 'application/offset+octet-stream') throw notAPiece();
    const at = await appendTo(ctx, upload, wholeNumber(req, 'upload-offset'), req);
    res.status(204).set('upload-offset', String(at)).end();
  } finally {
    // Behind what nobody reads, the connection's next request would wait in vain.
    req.resume();
  }
}

async function end(ctx: CredentialsContext, person: Person, req: Request, res: Response): Promise<void> {
  if (!(await giveUp(ctx, await findUpload(ctx, person, String(req.params.id))))) throw over();
  res.status(204).end();
}

async function finish(ctx: CredentialsContext, person: Person, req: Request, res: Response): Promise<void> {
  const upload = await findUpload(ctx, person, String(req.params.id));
  const { isNew, json } = await finishUpload(ctx, person, upload);
  res.status(isNew ? 201 : 200).json(json);
}

function announcedBy(req: Request): Announced {
  const metadata = metadataOf(String(req.headers['upload-metadata'] ?? ''));
  const purpose = PURPOSES[metadata.get('purpose') ?? ''];
  if (!purpose) throw badUpload('Diga em Upload-Metadata, em purpose, se o arquivo é evidence ou message.');
  return {
    purpose,
    request_id: metadata.get('accessRequest') ?? '',
    file_name: cleanFileName(metadata.get('filename')),
    requirements: metadata.get('requirements')?.split(',').filter(Boolean) ?? [],
    size: wholeNumber(req, 'upload-length'),
  };
}

/** Names and values of the protocol's header: each value base64 of UTF-8. */
function metadataOf(header: string): Map<string, string> {
  if (header.length > LONGEST_METADATA) throw badUpload('Upload-Metadata é longo demais.');
  return new Map(
    header.split(',').map((pair) => {
      const [name = '', value = ''] = pair.trim().split(' ');
      return [name, Buffer.from(value, 'base64').toString('utf8')];
    }),
  );
}

function wholeNumber(req: Request, header: 'upload-offset' | 'upload-length'): number {
  const text = String(req.headers[header] ?? '');
  if (!/^\d{1,15}$/.test(text)) throw badUpload(`${header} diz quantos bytes, em algarismos.`);
  return Number(text);
}
