import type { Clock } from '../clock.ts';
import { closeSocket } from '../graph/close-socket.ts';
import type { LiveConnection } from '../graph/live-connection.ts';
import { logger } from '../logger.ts';
import { SESSION_OVER } from '../sessions/session-sockets.ts';
import type { BearerGrant } from '../tokens/bearer-grant.ts';
import { TrustedLookups } from '../trusted-lookups.ts';
import { type AccessClaims, type AccessTokens, PORTAL_AUDIENCE, scopesOf } from './access-tokens.ts';
import type { ClientDirectory } from './client-directory.ts';

/** A system's token at the portal's own API. */
interface ClientGrant extends BearerGrant {
  claims: AccessClaims;
}

/** So long may a token go on that was revoked, or whose credential was suspended or revoked. */
const TRUSTED_MS = 400;

/** The access tokens by which systems call the portal's own API: looked at anew about twice a second while in use. */
export class ClientTokens implements Disposable {
  private readonly lookups = new TrustedLookups<ClientGrant>(
    (token) => this.load(token),
    () => TRUSTED_MS,
  );
  private readonly held = new Map<LiveConnection, ClientGrant>();
  private check: NodeJS.Timeout | undefined;

  constructor(
    private readonly tokens: AccessTokens,
    private readonly directory: ClientDirectory,
    private readonly now: Clock,
  ) {}

  /** What a token grants; undefined where it is not for this API, was revoked, or its credential is not ACTIVE. */
  async find(token: string): Promise<BearerGrant | undefined> {
    const grant = await this.lookups.get(token);
    return grant && grant.expiresAt() > this.now() ? grant : undefined;
  }

  /** Closes the socket with 4403 within a second of the token's end. */
  hold(grant: BearerGrant, socket: LiveConnection): void {
    if (!isClientGrant(grant)) return;
    this.held.set(socket, grant);
    socket.once('close', () => this.held.delete(socket));
    this.check ??= setTimeout(() => this.lookAtHeld(), TRUSTED_MS);
  }

  /** Looks the token up anew when it is next used. */
  forget(token: string): void {
    this.lookups.forget(token);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.check);
    this.held.clear();
  }

  private async load(token: string): Promise<ClientGrant | undefined> {
    const claims = await this.tokens.read(token);
    if (claims?.aud !== PORTAL_AUDIENCE) return undefined;
    const client = (await this.directory.lookUp([claims.sub])).get(claims.sub);
    if (client?.state !== 'ACTIVE') return undefined;
    const { clientId, credentialId, requestId } = client;
    return {
      key: claims.jti,
      caller: { kind: 'client', clientId, credentialId, requestId },
      scopes: scopesOf(claims.scope),
      expiresAt: () => new Date(claims.exp * 1000),
      claims,
    };
  }

  /** All that are held in two questions, however many sockets there are. */
  private async lookAtHeld(): Promise<void> {
    try {
      const grants = [...this.held.values()];
      const [revoked, clients] = await Promise.all([
        this.tokens.revokedOf([...new Set(grants.map(({ key }) => key))]),
        this.directory.lookUp([...new Set(grants.map(({ claims }) => claims.sub))]),
      ]);
      const now = this.now();
      for (const [socket, { key, claims, expiresAt }] of this.held) {
        const good = !revoked.has(key) && clients.get(claims.sub)?.state === 'ACTIVE' && expiresAt() > now;
        if (!good && grants.some((grant) => grant.key === key)) closeSocket(socket, SESSION_OVER, 'token over');
      }
    } catch (err) {
      logger.warn({ err }, 'tokens of systems could not be looked at');
    }
    this.check = this.held.size > 0 ? setTimeout(() => this.lookAtHeld(), TRUSTED_MS) : undefined;
  }
}

function isClientGrant(grant: BearerGrant): grant is ClientGrant {
  return 'claims' in grant;
}
