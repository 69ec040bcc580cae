import { bearerToken, InvalidToken, isId, problemJson, type TokenVerifier } from '@portal/service-kit';
import type { Express } from 'express';
import { createContext, type Parts } from '../context.ts';
import { mayReadRun } from '../overrides/who-reviews-runs.ts';
import { type Media, stampOf } from '../time-stamps/stamps.ts';
import { reportFile } from './report-row.ts';

const MEDIA = { pdf: 'application/pdf', json: 'application/json' } as const;

/**
 * What goes past the graph, for the gateway alone: a report's files in their caller's name; the public keys and what an
 * authority of time stamps answered, which holds a hash and a time, to whoever asks.
 */
export function reportRoutes(parts: Parts, verifyToken: TokenVerifier): (app: Express) => void {
  return (app) => {
    app.get('/internal/conformance-jwks.json', async (req, res) => {
      try {
        await verifyToken(bearerToken(req));
        res.set('cache-control', 'public, max-age=300').json(await parts.reportKeys.published());
      } catch (error) {
        if (error instanceof InvalidToken) return problemJson(res, NOBODY);
        throw error;
      }
    });
    app.get('/internal/conformance-reports/:file.tsr', async (req, res) => {
      try {
        await verifyToken(bearerToken(req));
        const [, id = '', media] = readName(req.params.file);
        const stamp = media && isId(id) ? await stampOf(parts.orm.em.fork(), id, media) : undefined;
        if (!stamp) return problemJson(res, NO_STAMP);
        res.attachment(`relatorio-de-conformidade-${id}.${media}.tsr`);
        res.set({ 'content-type': 'application/timestamp-reply', 'cache-control': 'public, max-age=31536000' });
        res.send(stamp);
      } catch (error) {
        if (error instanceof InvalidToken) return problemJson(res, NOBODY);
        throw error;
      }
    });
    app.get('/internal/conformance-reports/:file', async (req, res) => {
      try {
        const caller = await verifyToken(bearerToken(req));
        const [, id = '', kind] = readName(req.params.file);
        const context = createContext(parts, caller, { traceId: res.locals.traceId });
        const report = isId(id) ? await context.loaders.report.load(id) : null;
        const file =
          kind && report && (await mayReadRun(context, report)) ? await reportFile(context.em, id, kind) : undefined;
        if (!kind || !file) return problemJson(res, NOT_FOUND);
        // Never kept by a browser that others may use.
        res.set({ 'content-type': MEDIA[kind], 'cache-control': 'private, no-store' });
        res.attachment(`relatorio-de-conformidade-${id}.${kind}`).send(file);
      } catch (error) {
        if (error instanceof InvalidToken) return problemJson(res, NOBODY);
        throw error;
      }
    });
  };
}

function readName(file: unknown): [whole?: string, id?: string, media?: Media] {
  return (String(file).match(/^([\w-]+)\.(pdf|json)$/) ?? []) as [string, string, Media];
}

const NO_STAMP = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Sem carimbo do tempo',
  detail: 'Este arquivo não tem carimbo do tempo, ou ainda não tem.',
} as const;

const NOT_FOUND = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Relatório não encontrado',
  detail: 'Não encontramos este relatório de conformidade. Ele pode ser de outra equipe.',
} as const;

const NOBODY = {
  status: 401,
  code: 'UNAUTHENTICATED',
  title: 'Sessão encerrada',
  detail: 'Entre para abrir este relatório.',
} as const;
