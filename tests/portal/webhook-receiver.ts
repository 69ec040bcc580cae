import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** An event as it arrives. */
export interface WebhookEvent {
  type: string;
  data: Record<string, string | null>;
}

/** A third party's server that keeps what it got, and answers with whatever status the test says. */
export class Receiver implements AsyncDisposable {
  readonly got: { id: string; body: string; headers: Record<string, string> }[] = [];
  status = 204;
  private readonly server = createServer(async (req, res) => {
    const body = await text(req);
    this.got.push({ id: String(req.headers['webhook-id']), body, headers: req.headers as Record<string, string> });
    res.writeHead(this.status).end();
  });

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/avisos`;
  }

  /** What arrived about a request, in order, each verified by the library; again where it was sent again. */
  messagesAbout(requestId: string, secret: string): { id: string; event: WebhookEvent }[] {
    const webhook = new Webhook(secret);
    return this.got
      .map(({ id, body, headers }) => ({ id, event: webhook.verify(body, headers) as WebhookEvent }))
      .filter(({ event }) => event.data.requestId === requestId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
