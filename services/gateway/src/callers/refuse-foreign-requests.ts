import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { readCookie } from '../http/cookies.ts';
import { type Refusal, type RequestOrigin, refuseForeign } from '../http/foreign-request.ts';
import { refuseRequest } from '../http/graph-refusal.ts';
import { isOwnOrigin, type Listener } from '../http/listener.ts';
import { foreignPageRefused } from '../security-events.ts';
import { hasBearer } from './caller-of-request.ts';

/** Whether a foreign page may have sent this request with somebody's cookie. */
export function refusalOf(
  request: IncomingMessage,
  kind: RequestOrigin['kind'],
  listener: Listener,
): Refusal | undefined {
  const { origin, host, 'apollo-require-preflight': preflight } = request.headers;
  return refuseForeign({
    kind,
    hasBearer: hasBearer(request),
    hasCookie: readCookie(request, listener.sessionCookie) !== undefined,
    origin: origin === undefined ? undefined : isOwnOrigin(listener, origin, host) ? 'own' : 'foreign',
    contentType: request.headers['content-type'],
    preflight: typeof preflight === 'string' ? preflight : undefined,
  });
}

/** Refuses every writing request that a foreign page may have sent. */
export function refuseForeignRequests(listener: Listener): RequestHandler {
  return (req, res, next) => {
    const reading = req.method === 'GET' || req.method === 'HEAD';
    const refusal = refusalOf(req, reading ? 'read' : 'write', listener);
    if (!refusal) return next();
    foreignPageRefused();
    const detail =
      refusal.status === 403
        ? 'Este pedido veio de outra página. Use o Portal de Serviços.'
        : 'Envie o cabeçalho apollo-require-preflight com este formulário.';
    refuseRequest(req, res, { ...refusal, title: 'Pedido recusado', detail });
  };
}
