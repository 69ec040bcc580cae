import type { IncomingMessage } from 'node:http';
import { ACCESS_TOKEN_PREFIX, TEAM_TOKEN_PREFIX } from '@portal/domain';
import type { BearerGrant } from '../access/bearer-grant.ts';
import type { LiveConnection } from '../connections/live-connection.ts';
import type { SessionSockets } from '../connections/session-sockets.ts';
import type { AddressOf } from '../http/client-address.ts';
import type { ClientTokens } from '../oauth/client-tokens.ts';
import type { PersonalTokens } from '../tokens/personal-tokens.ts';
import type { TeamTokens } from '../tokens/team-tokens.ts';

/** What Bearer tokens are looked up in, and how the WebSockets opened by them are closed. */
export interface BearerParts {
  personalTokens: PersonalTokens;
  personalSockets: SessionSockets;
  teamTokens: TeamTokens;
  teamSockets: SessionSockets;
  clientTokens: ClientTokens;
  addressOf: AddressOf;
}

/** The Bearer tokens that the portal issues to programs. */
export class Bearers {
  constructor(private readonly parts: BearerParts) {}

  /** What a token grants to whom sent it in this request; undefined for one that is not good. */
  find(token: string, request: IncomingMessage): Promise<BearerGrant | undefined> {
    const { personalTokens, teamTokens, clientTokens, addressOf } = this.parts;
    if (token.startsWith(ACCESS_TOKEN_PREFIX)) return personalTokens.find(token, addressOf(request));
    if (token.startsWith(TEAM_TOKEN_PREFIX)) return teamTokens.find(token, addressOf(request));
    return clientTokens.find(token);
  }

  /** What one of a person's tokens would grant in this request, for their own session to ask as it would. */
  findChosen(personId: string, tokenId: string, request: IncomingMessage): Promise<BearerGrant | undefined> {
    return this.parts.personalTokens.findChosen(personId, tokenId, this.parts.addressOf(request));
  }

  /** Closes the socket with 4403 within a second of the token's end. */
  hold(grant: BearerGrant, socket: LiveConnection): void {
    const { caller } = grant;
    if (caller.kind === 'client') this.parts.clientTokens.hold(grant, socket);
    else if (caller.kind === 'person' && caller.ofTeam) this.parts.teamSockets.hold(grant, socket);
    else this.parts.personalSockets.hold(grant, socket);
  }
}
