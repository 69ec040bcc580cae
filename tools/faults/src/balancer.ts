import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

const LOOK_EVERY_MS = 200;
const SEEN_WITHIN_MS = 120_000;

/** An instance that connections are handed to. */
interface Instance {
  url: string;
  ready: boolean;
  /** Its port for these connections. */
  port: number;
}

/**
 * A balancer of TCP connections, as a Service of Kubernetes or HAProxy: hands each new one to the next instance whose /readyz
 * answers 200, and tries nothing twice. What stands goes on with the instance that has it.
 */
export class Balancer implements AsyncDisposable {
  readonly instances: Instance[];
  private readonly open = new Set<Socket>();
  private readonly stop = new AbortController();
  private readonly server = createServer((client) => this.hand(client));
  private next = 0;

  private constructor(instances: Instance[]) {
    this.instances = instances;
  }

  /** Listens at the port; the instances need not be there yet. */
  static async start(port: number, urls: string[]): Promise<Balancer> {
    const balancer = new Balancer(urls.map((url) => ({ url, ready: false, port: Number(new URL(url).port) })));
    await balancer.listen(port);
    for (const instance of balancer.instances) balancer.watch(instance);
    return balancer;
  }

  /** One for other ports of the same instances, by the readiness that the other one sees. */
  static async beside({ instances }: Balancer, port: number, ports: readonly number[]): Promise<Balancer> {
    const balancer = new Balancer(
      instances.map((instance, which) => ({
        url: instance.url,
        port: ports[which] ?? 0,
        get ready() {
          return instance.ready;
        },
      })),
    );
    await balancer.listen(port);
    return balancer;
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** Waits until it hands connections to an instance, or does not. */
  async sees(url: string, ready: boolean): Promise<void> {
    const limit = performance.now() + SEEN_WITHIN_MS;
    while (this.instances.find((instance) => instance.url === url)?.ready !== ready) {
      if (performance.now() > limit) throw new Error(`${url} is not ${ready ? '' : 'un'}ready`);
      await after(20, undefined, { signal: this.stop.signal });
    }
  }

  /** Breaks every connection that stands, whatever is on its way in it. */
  cut(): void {
    for (const socket of this.open) socket.resetAndDestroy();
  }

  /** Lets nothing through that stands now, for so long; nothing of it is lost. */
  async stall(ms: number): Promise<void> {
    const stalled = [...this.open];
    for (const socket of stalled) socket.pause();
    await after(ms, undefined, { signal: this.stop.signal }).catch(() => {});
    for (const socket of stalled) socket.resume();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop.abort();
    for (const socket of this.open) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private async listen(port: number): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  private async watch(instance: Instance): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      const answered = await fetch(`${instance.url}/readyz`, { signal }).catch(() => undefined);
      await answered?.body?.cancel();
      instance.ready = answered?.ok === true;
      await after(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
    }
  }

  private hand(client: Socket): void {
    const ready = this.instances.filter((instance) => instance.ready);
    const instance = ready[this.next++ % Math.max(1, ready.length)];
    if (!instance) {
      client.destroy();
      return;
    }
    const behind = connect({ host: new URL(instance.url).hostname, port: instance.port, noDelay: true });
    client.setNoDelay(true);
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      this.open.add(one);
      one.on('error', () => other.destroy());
      one.once('close', () => {
        this.open.delete(one);
        other.end();
      });
      one.pipe(other);
    }
  }
}
