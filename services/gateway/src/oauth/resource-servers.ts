import { createHash, timingSafeEqual } from 'node:crypto';
import type { ResourceServerConfig } from '../config.ts';

/** A service that proved who it is. */
export type ResourceServer = Omit<ResourceServerConfig, 'secret'>;

/** The services that may ask whether a credential or a token is good. */
export class ResourceServers {
  private readonly known: Map<string, { server: ResourceServer; hash: Buffer }>;
  readonly audiences: ReadonlySet<string>;

  constructor(registered: readonly ResourceServerConfig[]) {
    this.known = new Map(registered.map(({ secret, ...server }) => [server.id, { server, hash: hashOf(secret) }]));
    this.audiences = new Set(registered.map(({ audience }) => audience));
  }

  has(id: string): boolean {
    return this.known.has(id);
  }

  authenticate(id: string, secret: string): ResourceServer | undefined {
    const known = this.known.get(id);
    const equal = timingSafeEqual(known?.hash ?? hashOf(''), hashOf(secret));
    return known && equal ? known.server : undefined;
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
