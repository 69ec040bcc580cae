import type { IncomingMessage } from 'node:http';
import type { Caller } from '@portal/service-kit/identity';
import type { Request, RequestHandler, Response } from 'express';
import { ConcurrencyLimit } from '../connections/concurrency-limit.ts';
import type { AddressOf } from '../http/client-address.ts';
import { refuseRequest } from '../http/graph-refusal.ts';
import { addressKey } from './bill-requests.ts';
import { callerKey } from './caller-key.ts';

/** A network may have many people behind one address; a person sends a few files at once. */
const OF_ADDRESS = 100;
const OF_CALLER = 10;
const TRY_AGAIN_SECONDS = '5';
/** A refused one is read on for so long: cut off while it sends, a browser shows no answer at all. */
const READ_ON_MS = 5_000;

/**
 * Bounds how many requests whose bodies are still coming one address and one caller have at a time: each holds a connection,
 * and of files memory and a connection behind. What came whole with its headers is not counted.
 */
export class BodiesUnderWay {
  private readonly addresses = new ConcurrencyLimit(OF_ADDRESS);
  private readonly callers = new ConcurrencyLimit(OF_CALLER);

  constructor(private readonly addressOf: AddressOf) {}

  /** Bounds those of an address, before anything else is known of who sends. */
  get ofAddress(): RequestHandler {
    return (req, res, next) => {
      if (!hasBody(req)) return next();
      // By then, what came in one piece is there.
      setImmediate(() => {
        if (this.takes(this.addresses, addressKey(req, this.addressOf), req)) next();
        else refuse(req, res, 'da sua rede');
      });
    };
  }

  /** Bounds those of a person, whatever they asked by, or of a system. False where there are too many: it was told so. */
  admits(caller: Caller, req: Request, res: Response): boolean {
    if (caller.kind === 'anonymous' || !hasBody(req)) return true;
    const key = caller.kind === 'person' ? caller.id : callerKey(caller, undefined, undefined);
    if (this.takes(this.callers, key, req)) return true;
    refuse(req, res, 'da sua conta');
    return false;
  }

  private takes(allotment: ConcurrencyLimit, key: string, req: Request): boolean {
    if (req.complete || req.destroyed) return true;
    const giveBack = allotment.take(key);
    if (!giveBack) return false;
    req.once('end', giveBack).once('close', giveBack);
    return true;
  }
}

/** Whether a request has a body at all. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function refuse(req: Request, res: Response, whose: string): void {
  res.set({ connection: 'close', 'retry-after': TRY_AGAIN_SECONDS, 'cache-control': 'no-store' });
  refuseRequest(req, res, {
    status: 429,
    code: 'RATE_LIMITED',
    title: 'Muitos envios',
    detail: `Muitos envios ${whose} ainda estão em andamento. Espere que terminem e envie de novo.`,
  });
  req.resume();
  setTimeout(() => req.complete || req.socket.destroy(), READ_ON_MS).unref();
}
