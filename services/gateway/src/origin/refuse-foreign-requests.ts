import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { hasBearer } from '../caller-of-request.ts';
import { refuseRequest } from '../graph/graph-refusal.ts';
import { readCookie } from '../sessions/cookies.ts';
import { type Door, isOwnOrigin } from './door.ts';
import { type Refusal, type RequestOrigin, refuseForeign } from './foreign-request.ts';

/** Whether a foreign page may have sent this request with somebody's cookie. */
export function refusalOf(request: IncomingMessage, kind: RequestOrigin['kind'], door: Door): Refusal | undefined {
  const { origin, host, 'apollo-require-preflight': preflight } = request.headers;
  return refuseForeign({
    kind,
    hasBearer: hasBearer(request),
    hasCookie: readCookie(request, door.sessionCookie) !== undefined,
    origin: origin === undefined ? undefined : isOwnOrigin(door, origin, host) ? 'own' : 'foreign',
    contentType: request.headers['content-type'],
    preflight: typeof preflight === 'string' ? preflight : undefined,
  });
}

/** Refuses every writing request that a foreign page may have sent. */
export function refuseForeignRequests(door: Door): RequestHandler {
  return (req, res, next) => {
    const reading = req.method === 'GET' || req.method === 'HEAD';
    const refusal = refusalOf(req, reading ? 'read' : 'write', door);
    if (!refusal) return next();
    const detail =
      refusal.status === 403
        ? 'Este pedido veio de outra página. Use o Portal de Serviços.'
        : 'Envie o cabeçalho apollo-require-preflight com este formulário.';
    refuseRequest(req, res, { ...refusal, title: 'Pedido recusado', detail });
  };
}
