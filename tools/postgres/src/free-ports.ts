import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that systems hand out by themselves, for port 0 and for connections that go out: 32768 and up on Linux,
 * 49152 and up elsewhere. So nobody gets one of these by chance before it is used.
 */
const FIRST = 20_000;
const LAST = 32_000;

/**
 * Ports for programs that have to be told theirs. Each is this process's until it ends, also while nobody listens: the UDP
 * port of the same number, which is used for nothing else, tells others that ask here.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  let port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
  for (let looked = FIRST; found.length < count; looked++) {
    if (looked > LAST) throw new Error(`No ${count} ports between ${FIRST} and ${LAST} are free.`);
    port = port < LAST ? port + 1 : FIRST;
    if ((await claimed(port)) && (await isFree(port))) found.push(port);
  }
  return found;
}

/** Whether nobody listens at a port. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, () => server.close(() => answer(true)));
  });
}

async function claimed(port: number): Promise<boolean> {
  const claim = createSocket('udp4');
  claim.bind({ port, address: '127.0.0.1', exclusive: true });
  try {
    await once(claim, 'listening');
  } catch {
    return false;
  }
  claim.unref();
  return true;
}
