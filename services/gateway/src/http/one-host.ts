import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { refuseRequest } from './graph-refusal.ts';

/** Whether a request names more than one host: Node reads the first, and whatever stands before us may read the last. */
export function namesTwoHosts({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === 'host') hosts++;
  return hosts > 1;
}

/** Refuses it, as RFC 9112 §3.2 has it. */
export const refuseTwoHosts: RequestHandler = (req, res, next) => {
  if (!namesTwoHosts(req)) return next();
  res.set('connection', 'close');
  refuseRequest(req, res, {
    status: 400,
    code: 'BAD_USER_INPUT',
    title: 'Pedido inválido',
    detail: 'O pedido traz mais de um cabeçalho Host.',
  });
};
