import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ProblemDetails, problemJson } from '@portal/service-kit/process';
import { Router } from 'express';

const NOT_BUILT: ProblemDetails = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Não encontrado',
  detail: 'Este Portal foi construído sem o pacote do cliente. Avise o suporte.',
};

/** GET /client.tgz: @portal-servicos/client as npm and npx install it, out of the folder in which it was packed. */
export function clientRoutes(folder: string): Router {
  const router = Router();
  router.get('/client.tgz', async (_req, res) => {
    const name = await packedIn(folder);
    if (name === undefined) return problemJson(res.set('cache-control', 'no-store'), NOT_BUILT);
    const bytes = await readFile(join(folder, name));
    // By the content, so that every gateway process says the same.
    const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
    res.attachment(name).type('application/gzip').set({ etag, 'cache-control': 'public, no-cache' }).send(bytes);
  });
  return router;
}

/** The one package of the folder, whose name tells its version; undefined where none was built. */
async function packedIn(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw cause;
  });
  return names.find((name) => name.endsWith('.tgz'));
}
