import { createHash } from 'node:crypto';
import busboy from 'busboy';
import type { Express, Request, Response } from 'express';

/** What the endpoint behind received of one upload. */
export interface ReceivedUpload {
  accessRequest: string;
  parts: string[];
  fileName?: string;
  mediaType?: string;
  bytes: number;
  sha256?: string;
  requirements: string[];
  /** False where the upload broke off. */
  whole: boolean;
}

const EARLY = new Map([
  ['unknown', 404],
  ['full', 409],
  ['broken', 500],
]);

/** The endpoints of credentials that carry bytes, small, on a real port; the id of the request says what happens. */
export class CredentialsFilesStub {
  readonly uploads: ReceivedUpload[] = [];
  /** How many asked for evidence that never comes, and are still there. */
  waiting = 0;

  routes = (app: Express): void => {
    app.post(['/internal/evidence', '/internal/message-attachments'], (req, res) => this.upload(req, res));
    app.get(['/internal/request-receipts/:id', '/internal/credential-sheets/:id'], (req, res) => {
      if (req.params.id !== 'kept') return problem(res, 404);
      res.set('cache-control', 'private, no-store').attachment('comprovante.pdf').end('%PDF-');
    });
    app.get(['/internal/evidence/:id', '/internal/message-attachments/:id'], (req, res) => {
      if (req.params.id === 'slow') {
        this.waiting += 1;
        res.once('close', () => {
          this.waiting -= 1;
        });
        return;
      }
      if (req.params.id !== 'kept') return problem(res, 404);
      res.set({
        'content-type': 'image/png',
        'content-length': '3',
        'content-disposition': 'attachment; filename="a.png"',
      });
      res.end('PNG');
    });
  };

  private upload(req: Request, res: Response): void {
    const accessRequest = String(req.query.accessRequest);
    const upload: ReceivedUpload = { accessRequest, parts: [], bytes: 0, requirements: [], whole: false };
    this.uploads.push(upload);
    // Owner and state are asked for before the body is read.
    const early = req.headers.authorization ? EARLY.get(accessRequest) : 401;
    if (early) {
      problem(res, early);
      return;
    }
    const form = busboy({ headers: req.headers, defParamCharset: 'utf8' });
    const hash = createHash('sha256');
    form.on('file', (name, stream, info) => {
      upload.parts.push(name);
      upload.fileName = info.filename;
      upload.mediaType = info.mimeType;
      stream.on('data', (chunk: Buffer) => {
        upload.bytes += chunk.length;
        hash.update(chunk);
      });
      stream.on('error', () => {});
    });
    form.on('field', (name, value) => {
      upload.parts.push(name);
      upload.requirements.push(value);
    });
    form.on('error', () => {});
    form.on('close', () => {
      if (!req.complete) return;
      upload.whole = true;
      upload.sha256 = hash.digest('hex');
      if (upload.requirements.includes('NO_SUCH')) return problem(res, 422);
      res.status(accessRequest === 'again' ? 200 : 201).json({ id: 'new', sha256: upload.sha256 });
    });
    req.pipe(form);
  }
}

function problem(res: Response, status: number): void {
  res
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ status, code: 'FROM_BEHIND' }));
}
