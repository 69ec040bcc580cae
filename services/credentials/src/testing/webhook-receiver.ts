import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook as Signer } from 'standardwebhooks';
import { vi } from 'vitest';

/** A request as a receiver got it. */
export interface Received {
  headers: Record<string, string>;
  body: string;
  payload: { type: string; timestamp: string; data: Record<string, string | null> };
}

/** How a receiver answers. */
export type Answer = (received: Received, res: ServerResponse, req: IncomingMessage) => void;

/** A third party's server: it keeps what it got, and answers as the test says. */
export interface Receiver extends AsyncDisposable {
  url: string;
  received: Received[];
  /** What was answered 2xx, in order. */
  taken: Received[];
  answer: Answer;
}

export const ok: Answer = (_received, res) => void res.writeHead(204).end();
export const error500: Answer = (_received, res) => void res.writeHead(500).end('não agora');
export const gone: Answer = (_received, res) => void res.writeHead(410).end();
export const hangs: Answer = () => {};
export const redirects: Answer = (_received, res) => void res.writeHead(302, { location: '/outro' }).end();
export const resets: Answer = (_received, _res, req) => void req.socket.resetAndDestroy();

/** Starts one on a free port. */
export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (req, res) => {
    const body = await text(req);
    const received = { headers: req.headers as Record<string, string>, body, payload: JSON.parse(body) };
    receiver.received.push(received);
    receiver.answer(received, res, req);
    if (res.writableEnded && res.statusCode < 300) receiver.taken.push(received);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/avisos`,
    received: [],
    taken: [],
    answer: ok,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}

/** Has the library verify what was received, at the moment when it was sent; throws where it is not genuine. */
export function verify(secret: string, { headers, body }: Received): unknown {
  vi.useFakeTimers({ toFake: ['Date'], now: Number(headers['webhook-timestamp']) * 1000 });
  try {
    return new Signer(secret).verify(body, headers);
  } finally {
    vi.useRealTimers();
  }
}
