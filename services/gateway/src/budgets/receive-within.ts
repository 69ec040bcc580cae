import type { Request, RequestHandler, Response } from 'express';
import { refuseRequest } from '../http/graph-refusal.ts';
import { hasBody } from './bodies-under-way.ts';

/** Files take as long as they take, within the server's own bound, but not at any speed; their routes see to what is left. */
const WITH_FILES = /^\/(evidence|message-attachments|uploads\/[^/]+)$/;

/** A speed that a file keeps up, looked at over so long. */
export interface LeastSpeed {
  bytesPerSecond: number;
  overMs: number;
}

/** Less than the slowest line of a telephone brings. */
const LEAST_SPEED: LeastSpeed = { bytesPerSecond: 4_096, overMs: 30_000 };
/** So long is read on after an answer that came early: cut off while it sends, a browser shows no answer at all. */
const READ_ON_MS = 5_000;

/**
 * Cuts off who takes longer than this to send a request, or sends a file at less than the least speed, and who goes on
 * sending once the answer is there: slow bodies and endless ones would hold connections for nothing.
 */
export function receiveWithin(milliseconds: number, leastSpeed: LeastSpeed = LEAST_SPEED): RequestHandler {
  return (req, res, next) => {
    if (!hasBody(req)) return next();
    if (WITH_FILES.test(req.path)) {
      keepUp(req, res, leastSpeed);
      return next();
    }
    const late = setTimeout(() => tellTooSlow(req, res), milliseconds);
    res.once('close', () => clearTimeout(late));
    res.once('finish', () => {
      if (!req.complete) setTimeout(() => req.complete || req.socket.destroy(), READ_ON_MS).unref();
    });
    next();
  };
}

function keepUp(req: Request, res: Response, { bytesPerSecond, overMs }: LeastSpeed): void {
  const least = (bytesPerSecond * overMs) / 1_000;
  let before = req.socket.bytesRead;
  const look = setInterval(() => {
    const { bytesRead } = req.socket;
    // What is full waits for us, and not for who sends.
    const waitsForUs = req.readableLength >= req.readableHighWaterMark;
    if (req.complete) clearInterval(look);
    else if (bytesRead - before < least && !waitsForUs) {
      clearInterval(look);
      tellTooSlow(req, res);
      res.once('finish', () => req.socket.destroy());
    }
    before = bytesRead;
  }, overMs);
  req.once('close', () => clearInterval(look));
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
