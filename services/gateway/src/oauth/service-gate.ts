import type { IncomingMessage } from 'node:http';
import type { BearerGrant } from '../access/bearer-grant.ts';
import type { AddressOf } from '../http/client-address.ts';
import type { ClientSecret } from './basic-credentials.ts';
import type { GuessLimit } from './guess-limit.ts';
import { OauthError } from './oauth-error.ts';
import type { ResourceServers } from './resource-servers.ts';

/** Lets registered resource servers into the graph by the id and secret that they introspect with. */
export class ServiceGate {
  constructor(
    private readonly resourceServers: ResourceServers,
    private readonly guesses: GuessLimit,
    private readonly addressOf: AddressOf,
  ) {}

  /** Any other Basic is none of ours: a proxy before us may ask for one of its own. */
  knows({ id }: ClientSecret): boolean {
    return this.resourceServers.has(id);
  }

  async find({ id, secret }: ClientSecret, request: IncomingMessage): Promise<BearerGrant | undefined> {
    const check = async () => this.resourceServers.authenticate(id, secret);
    const server = await this.guesses
      .attempt({ clientId: id, address: this.addressOf(request) ?? '', secret }, check)
      .catch((error) => {
        if (error instanceof OauthError) return undefined;
        throw error;
      });
    return server && { key: id, caller: { kind: 'resource-server', id }, scopes: new Set(), expiresAt: () => NEVER };
  }
}

const NEVER = new Date(8.64e15);
