import { createServer } from 'node:net';
import { ConfigError, type Ports } from './config.ts';

const VARIABLES: Record<keyof Ports, string> = {
  gateway: 'PORT',
  reviewer: 'REVIEWER_PORT',
  identity: 'IDENTITY_PORT',
  catalogue: 'CATALOGUE_PORT',
  credentials: 'CREDENTIALS_PORT',
  database: 'DATABASE_PORT',
};

/** Throws, naming the variable to set, when one of the ports is taken. */
export async function assertFree(ports: Partial<Ports>): Promise<void> {
  for (const [name, port] of Object.entries(ports) as [keyof Ports, number][]) {
    if (!(await isFree(port))) {
      throw new ConfigError(`Port ${port} (${name}) is taken: stop what uses it, or set ${VARIABLES[name]}.`);
    }
  }
}

/** Ports that nobody uses now, for a portal beside others. */
export async function freePorts(): Promise<Ports> {
  const names = Object.keys(VARIABLES) as (keyof Ports)[];
  // All held at once, so that no port is found twice.
  const servers = await Promise.all(names.map(() => listening(0)));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as unknown as Ports;
}

function isFree(port: number): Promise<boolean> {
  return listening(port).then(
    (server) => new Promise((closed) => server.close(() => closed(true))),
    () => false,
  );
}

function listening(port: number): Promise<ReturnType<typeof createServer>> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, () => resolve(server));
  });
}
