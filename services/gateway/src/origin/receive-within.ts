import type { Request, RequestHandler, Response } from 'express';
import { refuseRequest } from '../graph/graph-refusal.ts';

/** Files take as long as they take, within the server's own bound; their routes see to what is left of them. */
const WITH_FILES = '/evidence';
/** So long is read on after an answer that came early: cut off while it sends, a browser shows no answer at all. */
const READ_ON_MS = 5_000;

/**
 * Cuts off who takes longer than this to send a request, and who goes on sending once the answer is there: slow bodies and
 * endless ones would hold connections for nothing.
 */
export function receiveWithin(milliseconds: number): RequestHandler {
  return (req, res, next) => {
    if (!hasBody(req) || req.path === WITH_FILES) return next();
    const late = setTimeout(() => tellTooSlow(req, res), milliseconds);
    res.once('close', () => clearTimeout(late));
    res.once('finish', () => {
      if (!req.complete) setTimeout(() => req.complete || req.socket.destroy(), READ_ON_MS).unref();
    });
    next();
  };
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function tellTooSlow(req: Request, res: Response): void {
  if (req.complete || res.headersSent) return;
  res.set('connection', 'close');
  refuseRequest(req, res, {
    status: 408,
    code: 'TOO_SLOW',
    title: 'Pedido lento demais',
    detail: 'O pedido não chegou inteiro a tempo. Envie de novo.',
  });
}
