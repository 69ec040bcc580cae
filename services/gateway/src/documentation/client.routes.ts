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

const NOT_THERE: ProblemDetails = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Não encontrado',
  detail: 'Este Portal não tem esta versão do cliente. A mais nova está em /client.tgz.',
};

/** A version's own address: what is there never changes. */
export const CLIENT_FILE = /^\/client-(\d+\.\d+\.\d+)\.tgz$/;

/**
 * @portal-servicos/client as npm and npx install it, out of the folder in which it was packed: GET /client-X.Y.Z.tgz, and
 * GET /client.tgz, which leads to the newest.
 */
export function clientRoutes(folder: string): Router {
  const router = Router();
  router.get('/client.tgz', async (_req, res) => {
    const newest = (await packedIn(folder)).at(-1);
    if (!newest) return problemJson(res.set('cache-control', 'no-store'), NOT_BUILT);
    res.set('cache-control', 'public, no-cache').redirect(302, `/client-${newest.version}.tgz`);
  });
  router.get(CLIENT_FILE, async (req, res) => {
    const asked = CLIENT_FILE.exec(req.path)?.[1];
    const found = (await packedIn(folder)).find(({ version }) => version === asked);
    if (!found) return problemJson(res.set('cache-control', 'no-store'), NOT_THERE);
    const bytes = await readFile(join(folder, found.name));
    // By the content, so that every gateway process says the same.
    const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
    res.attachment(found.name).type('application/gzip');
    res.set({ etag, 'cache-control': 'public, max-age=31536000, immutable' }).send(bytes);
  });
  return router;
}

interface Packed {
  name: string;
  version: string;
}

/** The packages of the folder, whose names tell their versions, newest last. */
async function packedIn(folder: string): Promise<Packed[]> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw cause;
  });
  const packed = names.flatMap((name) => {
    const version = /-(\d+\.\d+\.\d+)\.tgz$/.exec(name)?.[1];
    return version ? [{ name, version }] : [];
  });
  return packed.sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
}
