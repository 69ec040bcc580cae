import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';

/** Tells where a request comes from. */
export type AddressOf = (request: IncomingMessage) => string | undefined;

/** X-Forwarded-For is believed as far as the proxies that are named reach, and where none is named not at all. */
export function clientAddresses(trustedProxies: readonly string[]): AddressOf {
  const trusts = proxyAddr.compile([...trustedProxies]);
  return (request) => (request.socket.remoteAddress ? proxyAddr(request, trusts) : undefined);
}
