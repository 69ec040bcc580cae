import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { checkServerIdentity, connect, createServer, type TLSSocket } from 'node:tls';

/** A key and a certificate, as either side of a connection has them. */
export interface Side {
  key: string;
  cert: string;
}

interface Call {
  server: Side;
  /** The authorities that the client trusts. */
  trusts: string[];
  /** What the client calls the server. */
  host?: string;
  client?: Side;
  /** The authorities whose clients the server takes; no client is asked for a certificate without. */
  admits?: string[];
}

/** Why one of the two ended a connection between a server and a client; undefined where both were content. */
export async function tlsCall({
  server,
  trusts,
  host = 'localhost',
  client,
  admits,
}: Call): Promise<string | undefined> {
  const listening = createServer({
    ...server,
    ...(admits && { requestCert: true, rejectUnauthorized: false, ca: admits }),
  }).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const accepted = once(listening, 'secureConnection') as Promise<[TLSSocket]>;
  accepted.catch(() => {});
  const { port } = listening.address() as AddressInfo;
  const socket = connect({
    host: '127.0.0.1',
    port,
    ca: trusts,
    checkServerIdentity: (_called, certificate) => checkServerIdentity(host, certificate),
    ...client,
  });
  try {
    await once(socket, 'secureConnect');
    if (!admits) return undefined;
    const [seen] = await accepted;
    seen.on('error', () => {});
    return seen.authorized ? undefined : String(seen.authorizationError);
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    socket.destroy();
    listening.close();
  }
}
