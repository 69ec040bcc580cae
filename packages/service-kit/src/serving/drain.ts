import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';

/** How long a request that is under way may take to end once the service stops. */
const LONGEST_DRAIN_MS = 10_000;

/** Lets a server end without cutting off what is under way. */
export interface Drain {
  /** Counts what is under way; to be put before the handlers that it shall wait for. */
  track: RequestHandler;
  /** True from the moment the service was told to stop. */
  readonly draining: boolean;
  /** From now on not ready, and answering all the same; resolves when those who send requests had time to notice. */
  start(): Promise<void>;
  /** Resolves when the last request has ended, or the longest wait is over. */
  ended(): Promise<void>;
}

/** Makes the drain of one server. `noticed` resolves when who asks whether it is ready has asked again. */
export function createDrain(noticed: () => Promise<void> = async () => {}): Drain {
  const underWay = new Set<ServerResponse>();
  let draining = false;
  let ended = () => {};
  return {
    track(_req, res, next) {
      underWay.add(res);
      if (draining) res.setHeader('connection', 'close');
      res.once('close', () => {
        underWay.delete(res);
        if (underWay.size === 0) ended();
      });
      next();
    },
    get draining() {
      return draining;
    },
    start() {
      draining = true;
      for (const res of underWay) if (!res.headersSent) res.setHeader('connection', 'close');
      return noticed();
    },
    ended() {
      if (underWay.size === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const longest = setTimeout(resolve, LONGEST_DRAIN_MS);
        ended = () => {
          clearTimeout(longest);
          resolve();
        };
      });
    },
  };
}

/** Listens at every address of the machine, or the one named, or rejects: with EADDRINUSE where the port is taken. */
export async function listen(server: Server, port: number, address?: string): Promise<number> {
  server.listen(port, address);
  await once(server, 'listening');
  const taken = server.address();
  return typeof taken === 'object' && taken ? taken.port : port;
}

/** Takes no more connections and ends those that are idle or hang. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
