import { type NotificationListener, openNotificationListener } from '@portal/service-kit/database';
import { CredentialChanges, TrustedLookups } from '@portal/service-kit/lookups';
import type { AskedService } from '../access/asked-service.ts';
import type { BearerGrant } from '../access/bearer-grant.ts';
import type { Clock } from '../clock.ts';
import { closeSocket } from '../connections/close-socket.ts';
import type { LiveConnection } from '../connections/live-connection.ts';
import { SESSION_OVER } from '../connections/session-sockets.ts';
import { logger } from '../logger.ts';
import { type AccessTokens, PORTAL_AUDIENCE, scopesOf, TOKEN_REVOKED_CHANNEL } from './access-tokens.ts';
import type { ClientDirectory } from './client-directory.ts';

/** A system's token at the portal's own API. */
interface ClientGrant extends BearerGrant {
  credentialId: string;
  clientId: string;
}

/** What systems' tokens are looked up in. */
export interface ClientTokensGround {
  tokens: AccessTokens;
  directory: ClientDirectory;
  databaseUrl: string;
  credentials: AskedService;
  now: Clock;
}

/** How long a token that was looked at is trusted without looking again, while its end would be heard of. */
const TRUSTED_MS = 5_000;
const CHECK_MS = 400;
const AGAIN_AFTER_MS = 500;

/**
 * The access tokens by which systems call the portal's own API. That one was revoked is heard from the database, that its
 * credential changed from credentials; while either is not heard each use is looked up.
 */
export class ClientTokens implements AsyncDisposable {
  private readonly lookups = new TrustedLookups<ClientGrant>(
    (token) => this.load(token),
    () => (this.changes?.listening && this.notices?.listening ? TRUSTED_MS : 0),
  );
  private readonly held = new Map<LiveConnection, ClientGrant>();
  private readonly check = setInterval(
    () => this.closeWhere(({ expiresAt }) => expiresAt() <= this.ground.now()),
    CHECK_MS,
  );
  private again: NodeJS.Timeout | undefined;
  private changes: CredentialChanges | undefined;
  private notices: NotificationListener | undefined;

  private constructor(private readonly ground: ClientTokensGround) {}

  static async open(ground: ClientTokensGround): Promise<ClientTokens> {
    const tokens = new ClientTokens(ground);
    tokens.notices = await openNotificationListener({
      url: ground.databaseUrl,
      channel: TOKEN_REVOKED_CHANNEL,
      heard: (jti) => tokens.revoked(jti),
      missed: async () => tokens.missedSome(),
      logger,
    });
    tokens.changes = new CredentialChanges({
      credentialsUrl: ground.credentials.url,
      token: () => ground.credentials.token(),
      logger,
      heard: (credentialId) => tokens.changed(credentialId),
      missed: () => tokens.missedSome(),
    });
    return tokens;
  }

  /** What a token grants; undefined where it is not for this API, was revoked, or its credential is not ACTIVE. */
  async find(token: string): Promise<BearerGrant | undefined> {
    const grant = await this.lookups.get(token);
    return grant && grant.expiresAt() > this.ground.now() ? grant : undefined;
  }

  /** Closes the socket with 4403 within a second of the token's end. */
  hold(grant: BearerGrant, socket: LiveConnection): void {
    if (!isClientGrant(grant)) return;
    this.held.set(socket, grant);
    socket.once('close', () => this.held.delete(socket));
  }

  /** A token was revoked, here or at another gateway. */
  revoked(jti: string): void {
    this.lookups.forgetWhere(({ key }) => key === jti);
    this.closeWhere(({ key }) => key === jti);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.check);
    clearTimeout(this.again);
    this.held.clear();
    await Promise.all([this.changes?.[Symbol.asyncDispose](), this.notices?.[Symbol.asyncDispose]()]);
  }

  private async load(token: string): Promise<ClientGrant | undefined> {
    const { tokens, directory } = this.ground;
    const claims = await tokens.read(token);
    if (claims?.aud !== PORTAL_AUDIENCE) return undefined;
    const client = (await directory.lookUp([claims.sub])).get(claims.sub);
    if (client?.state !== 'ACTIVE') return undefined;
    const { clientId, credentialId, requestId, validUntil } = client;
    const ends = new Date(Math.min(claims.exp * 1000, Date.parse(validUntil)));
    return {
      key: claims.jti,
      caller: { kind: 'client', clientId, credentialId, requestId },
      scopes: scopesOf(claims.scope),
      expiresAt: () => ends,
      credentialId,
      clientId,
    };
  }

  private changed(id: string): void {
    const concerned = ({ credentialId }: ClientGrant) => credentialId === id;
    this.lookups.forgetWhere(concerned);
    this.lookAtHeld(concerned);
  }

  private missedSome(): void {
    this.lookups.clear();
    this.lookAtHeld(() => true);
  }

  /** Those that are held in two questions, however many sockets there are; all of them again where it cannot be known. */
  private lookAtHeld(concerned: (grant: ClientGrant) => boolean): void {
    const grants = new Set([...this.held.values()].filter(concerned));
    if (grants.size > 0) {
      this.closeEnded(grants).catch((err) => {
        logger.warn({ err }, 'tokens of systems could not be looked at');
        clearTimeout(this.again);
        this.again = setTimeout(() => this.lookAtHeld(() => true), AGAIN_AFTER_MS);
      });
    }
  }

  private async closeEnded(grants: ReadonlySet<ClientGrant>): Promise<void> {
    const { tokens, directory } = this.ground;
    const [revoked, clients] = await Promise.all([
      tokens.revokedOf([...new Set([...grants].map(({ key }) => key))]),
      directory.lookUp([...new Set([...grants].map(({ clientId }) => clientId))]),
    ]);
    const ended = ({ key, clientId }: ClientGrant) => revoked.has(key) || clients.get(clientId)?.state !== 'ACTIVE';
    this.closeWhere((grant) => grants.has(grant) && ended(grant));
  }

  private closeWhere(over: (grant: ClientGrant) => boolean): void {
    for (const [socket, grant] of this.held) if (over(grant)) closeSocket(socket, SESSION_OVER, 'token over');
  }
}

function isClientGrant(grant: BearerGrant): grant is ClientGrant {
  return 'credentialId' in grant;
}
