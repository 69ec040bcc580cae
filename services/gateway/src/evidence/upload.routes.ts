import type { Request, RequestHandler, Response, Router } from 'express';
import { discardRest } from './discard-rest.ts';
import type { FILE_ENDPOINTS } from './file-endpoints.ts';
import { passBody } from './pass-upload.ts';
import { ANSWER_WITHIN_MS, Patience } from './patience.ts';
import { readAnswer, relay } from './relayed-answer.ts';
import { callerOf, type FileRequest, type ServiceFiles } from './service-files.ts';

/** What of a request says how an upload goes on; the rest of tus is credentials'. */
const PASSED_ON = ['tus-resumable', 'upload-length', 'upload-metadata', 'upload-offset'] as const;

/** The whole file is read, stored and looked at by the antivirus before it is answered. */
const FINISHED_WITHIN_MS = 30_000;

type Admission = (endpoint: keyof typeof FILE_ENDPOINTS) => RequestHandler;

/** Uploads that go on where they stopped, for the consoles: looked at and kept by credentials alone. */
export function uploadRoutes(router: Router, files: ServiceFiles, admit: Admission): void {
  const address = (req: Request, more = '') => `/internal/uploads/${encodeURIComponent(String(req.params.id))}${more}`;
  router.post('/uploads', admit('POST /uploads'), (req, res) => pass(req, res, 'POST', '/internal/uploads', files));
  // Before any GET: express answers HEAD by it.
  router.head('/uploads/:id', admit('HEAD /uploads/ID'), (req, res) => pass(req, res, 'HEAD', address(req), files));
  router.delete('/uploads/:id', admit('DELETE /uploads/ID'), (req, res) =>
    pass(req, res, 'DELETE', address(req), files),
  );
  router.post('/uploads/:id/finish', admit('POST /uploads/ID/finish'), (req, res) =>
    pass(req, res, 'POST', address(req, '/finish'), files, FINISHED_WITHIN_MS),
  );
  router.patch('/uploads/:id', admit('PATCH /uploads/ID'), async (req, res) => {
    const to = { method: 'PATCH' as const, path: address(req), headers: saidOf(req) };
    relay(res, await passBody(req, to, files, callerOf(res)));
    discardRest(req);
  });
}

/** Asks credentials; a body is neither wanted nor passed on. */
async function pass(
  req: Request,
  res: Response,
  method: FileRequest['method'],
  path: string,
  files: ServiceFiles,
  withinMs = ANSWER_WITHIN_MS,
): Promise<void> {
  using patience = new Patience(withinMs);
  patience.start();
  const request = { method, path, headers: saidOf(req), signal: patience.signal, changes: () => method !== 'HEAD' };
  relay(res, await readAnswer(await files.ask(request, callerOf(res))));
  discardRest(req);
}

function saidOf({ headers }: Request): Record<string, string> {
  return Object.fromEntries(PASSED_ON.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])));
}
