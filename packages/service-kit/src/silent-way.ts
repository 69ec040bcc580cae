import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server, on which it can fall silent as one does whose machine stands still: nothing breaks, nothing comes. */
export interface SilentWay extends AsyncDisposable {
  /** The URL by this way. */
  url: string;
  /** From now on nothing comes back. What is sent still arrives, unless `arrives` says no. */
  fallSilent(options?: { arrives?: boolean }): void;
  /** All goes on, with what waited. */
  goOn(): void;
}

/** Opens a way to the server of a URL, of HTTP or PostgreSQL alike. */
export async function openSilentWay(url: string): Promise<SilentWay> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const pairs = new Set<readonly [near: Socket, far: Socket]>();
  let silent = false;
  let arrives = true;
  const quieten = ([near, far]: readonly [Socket, Socket]) => {
    far.pause();
    if (!arrives) near.pause();
  };
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port: Number(target.port), host: target.hostname, allowHalfOpen: true });
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => {
        if (!to.write(chunk)) from.pause();
      });
      to.on('drain', () => {
        if (!silent || (from === near && arrives)) from.resume();
      });
      from.on('error', () => to.destroy());
      // What was sent before the end arrives.
      from.on('end', () => to.end());
      from.once('close', () => {
        if (!from.readableEnded) to.destroy();
        sockets.delete(from);
        pairs.delete(pair);
      });
    }
    if (silent) quieten(pair);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const way = new URL(url);
  way.hostname = '127.0.0.1';
  way.port = String((server.address() as AddressInfo).port);
  return {
    url: way.href.replace(/\/$/, ''),
    fallSilent(options = {}) {
      silent = true;
      arrives = options.arrives ?? true;
      for (const pair of pairs) quieten(pair);
    },
    goOn() {
      silent = false;
      for (const socket of sockets) socket.resume();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
