import { createServer, type ServerOptions } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import type { Running } from '@portal/service-kit';
import { closeServer, createDrain, listen } from '@portal/service-kit/serving';
import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import type { ServerCertificate } from '../authority/server-certificate.ts';
import { logger } from '../logger.ts';
import { type Answer, AnswerFailed, type Asked } from './exchange.ts';

/** What a host is served with. */
export interface Host {
  /** 0 takes a free one. */
  port: number;
  address: string;
  tls: ServerOptions & Pick<ServerCertificate, 'key' | 'cert'>;
  /** Told of the certificate that takes the place of the one in `tls`. */
  onRenewed: (told: (certificate: ServerCertificate) => void) => () => void;
  now: () => Date;
  answer: (asked: Asked) => Promise<Answer>;
  /** What is answered to what could not be read, or failed on our side. */
  failed: (status: number) => Answer;
  /** Done before the answer is sent. */
  record: (asked: Asked, answer: Answer) => Promise<void>;
  /** Done where that failed: that there was a call, and what it is answered instead. */
  recordFailed: (asked: Asked, answer: Answer, instead: Answer) => Promise<void>;
}

/** The largest document that the RNDS's guides give an example of is a twentieth of this. */
export const MOST_BYTES = 2_000_000;
const MOST_HEADER_BYTES = 16_384;

/** How long who connects may take, and how many may at once: nobody holds the host up for others. */
export const HOST_BOUNDS = {
  handshakeMs: 10_000,
  headersMs: 10_000,
  requestMs: 30_000,
  /** How often connections are looked at for the two before. */
  lookMs: 5_000,
  connections: 2_000,
};

/** Forward secrecy and authenticated encryption alone: those of TLS 1.3, and of TLS 1.2 their like. */
const CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

/** Serves a host over TLS. Disposing lets what is under way end. */
export async function serveHost(host: Host, bounds = HOST_BOUNDS): Promise<Running> {
  const app = express().disable('x-powered-by').disable('etag').set('query parser', false);
  const drain = createDrain(async () => {});
  app.use(drain.track, express.raw({ type: () => true, limit: MOST_BYTES }), async (req: Request, res: Response) => {
    const asked = askedOf(req, host.now());
    const answer = await host.answer(asked).catch((err: unknown) => {
      logger.error({ err, path: req.path }, 'a call could not be answered');
      return { ...host.failed(500), ...(err instanceof AnswerFailed && { seen: err.seen }) };
    });
    await recordAndSend(host, asked, answer, res);
  });
  app.use(unreadable(host));
  const secure = { ...host.tls, minVersion: 'TLSv1.2', ciphers: CIPHERS, honorCipherOrder: true } as const;
  const server = createServer(
    {
      maxHeaderSize: MOST_HEADER_BYTES,
      handshakeTimeout: bounds.handshakeMs,
      headersTimeout: bounds.headersMs,
      requestTimeout: bounds.requestMs,
      connectionsCheckingInterval: bounds.lookMs,
      ...secure,
    },
    app,
  );
  server.maxConnections = bounds.connections;
  const stopRenewing = host.onRenewed((certificate) => server.setSecureContext({ ...secure, ...certificate }));
  const port = await listen(server, host.port, host.address);
  return {
    url: `https://${host.address}:${port}`,
    async [Symbol.asyncDispose]() {
      stopRenewing();
      await drain.start();
      const ended = drain.ended();
      await Promise.all([ended, closeServer(server)]);
    },
  };
}

function askedOf(req: Request, at: Date): Asked {
  // By hand: what somebody sends need not be a URL.
  const [path = '', ...question] = req.originalUrl.split('?');
  return {
    method: req.method,
    path,
    query: new URLSearchParams(question.join('?')),
    headers: req.headers,
    body: Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0),
    at,
    socket: req.socket as TLSSocket,
  };
}

/** Recorded, then sent: what was answered is never missing among the calls. */
async function recordAndSend(host: Host, asked: Asked, answer: Answer, res: Response): Promise<void> {
  try {
    await host.record(asked, answer);
  } catch (err) {
    logger.error({ err }, 'a call could not be recorded');
    const instead = host.failed(503);
    await host.recordFailed(asked, answer, instead).catch(() => {});
    send(instead, asked, res);
    return;
  }
  const { delayMs, cut } = answer.fault ?? {};
  if (delayMs) await pause(delayMs, undefined, { signal: closed(res) }).catch(() => {});
  if (cut === 'BEFORE') return void res.socket?.destroy();
  if (cut === 'HALFWAY') return sendHalf(answer, res);
  send(answer, asked, res);
}

/** Headers that promise all, and half of it. */
function sendHalf({ status, headers, body, text }: Answer, res: Response): void {
  const whole = Buffer.from(text ?? (body === undefined ? ' '.repeat(64) : JSON.stringify(body)));
  res.status(status).set({ ...headers, 'content-length': String(whole.length) });
  res.write(whole.subarray(0, whole.length / 2), () => res.socket?.destroy());
}

function closed(res: Response): AbortSignal {
  const over = new AbortController();
  res.once('close', () => over.abort());
  return over.signal;
}

function send({ status, headers, body, text }: Answer, asked: Asked, res: Response): void {
  res.status(status).set(headers ?? {});
  if (body === undefined && text === undefined) {
    res.end();
    return;
  }
  if (!res.hasHeader('content-type')) res.set('content-type', 'application/json;charset=UTF-8');
  res.end(asked.method === 'HEAD' ? undefined : (text ?? JSON.stringify(body)));
}

/** A body that is too large, cut short or packed in an unknown way. */
function unreadable(host: Host): ErrorRequestHandler {
  return async (error, req, res, next) => {
    if (res.headersSent || req.socket.destroyed) return next(error);
    const status = typeof error?.status === 'number' && error.status < 500 ? error.status : 500;
    if (status === 500) logger.error({ err: error }, 'a call could not be read');
    await recordAndSend(host, askedOf(req, host.now()), host.failed(status), res);
  };
}
