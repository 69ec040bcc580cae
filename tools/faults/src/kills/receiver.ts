import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** An event that arrived; what was sent again has the id of before. */
export interface Delivery {
  id: string;
  type: string;
  requestId: string | null;
}

/** A third party's server that takes whatever arrives. */
export interface Receiver extends AsyncDisposable {
  url: string;
  deliveries: Delivery[];
}

/** Starts one on a free port. */
export async function startReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  const server = createServer(async (req, res) => {
    const { type, data } = (await json(req)) as { type: string; data: { requestId: string | null } };
    deliveries.push({ id: String(req.headers['webhook-id']), type, requestId: data.requestId });
    res.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/avisos`,
    deliveries,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
