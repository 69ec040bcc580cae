import type { IncomingMessage } from 'node:http';

/**
 * Whether a request wants to become a WebSocket. Java's HttpClient and others offer to go on in HTTP/2 (`Upgrade: h2c`) with
 * every request; whoever cannot answers as if nothing had been offered (RFC 9110 §7.8).
 */
export function asksForWebSocket({ headers: { upgrade = '' } }: IncomingMessage): boolean {
  return upgrade.split(',').some((protocol) => protocol.trim().toLowerCase() === 'websocket');
}
