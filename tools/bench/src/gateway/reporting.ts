// What a measured process and the benchmark say to each other. Plain Node: rivals are started with it too.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a process has used so far. */
export interface Usage {
  /** Microseconds of CPU time, user and system. */
  cpu: number;
  rss: number;
}

/** Listens at a free port of this machine and tells the URL. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Tells the parent that this process is ready, and then what it used, as often as it asks. */
export function answerParent(ready: Record<string, string>): void {
  process.on('message', (message) => {
    if (message !== 'usage') return;
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system, rss: process.memoryUsage.rss() } satisfies Usage);
  });
  process.on('disconnect', () => process.exit());
  process.send?.(ready);
}
