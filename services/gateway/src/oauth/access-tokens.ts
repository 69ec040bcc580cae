import { randomUUID, type X509Certificate } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { type ApiScope, Environment, isApiScope } from '@portal/domain';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { ClientFacts } from './client-directory.ts';
import { SIGNING_ALGORITHM, type SigningKeys } from './signing-keys.ts';

/** How long an access token is good for. */
export const ACCESS_TOKEN_SECONDS = 1_800;

/** The audience of tokens for the portal's own API. */
export const PORTAL_AUDIENCE = 'portal-de-servicos';

/** PostgreSQL's channel on which gateways tell each other that a token was revoked; the payload is its `jti`. */
export const TOKEN_REVOKED_CHANNEL = 'oauth_token_revoked';

/** What a system's token may be allowed, all of it where it asks for nothing in particular. */
export const CLIENT_SCOPES: readonly ApiScope[] = [
  'catalogue:read',
  'requests:read',
  'credentials:read',
  'credentials:write',
];

const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  jti: z.string(),
  iat: z.number(),
  exp: z.number(),
  scope: z.string(),
  environment: z.enum(Environment),
  requesterIdentifier: z.string(),
  certificate_sha256: z.string().optional(),
  cnf: z.object({ 'x5t#S256': z.string() }).optional(),
});

/** The compact form of a signed JWT; what has another is not worth a look at the keys. */
const JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** What a token says. */
export type AccessClaims = z.output<typeof claims>;

/** What a token is made for. */
export interface TokenOrder {
  issuer: string;
  client: ClientFacts;
  audience: string;
  scopes: readonly ApiScope[];
  /** The certificate whose key the client signed with: a resource server may ask for it. */
  provedBy?: X509Certificate | undefined;
}

/** The access tokens of systems: signed JWTs (RFC 9068), and a list of those that were revoked. */
export class AccessTokens {
  constructor(
    private readonly orm: MikroORM,
    private readonly keys: SigningKeys,
    private readonly now: Clock,
  ) {}

  async sign({ issuer, client, audience, scopes, provedBy }: TokenOrder): Promise<string> {
    const { signer } = await this.keys.keySet();
    const iat = Math.floor(this.now().getTime() / 1000);
    const certificateSha256 = provedBy ? fingerprintOf(provedBy) : client.certificateSha256;
    return new SignJWT({
      client_id: client.clientId,
      scope: scopes.join(' '),
      environment: client.environment,
      requesterIdentifier: client.requesterIdentifier,
      ...(certificateSha256 && { certificate_sha256: certificateSha256 }),
      // Only for who can look at a certificate: before our own API TLS ends at a proxy.
      ...(provedBy &&
        audience !== PORTAL_AUDIENCE && {
          cnf: { 'x5t#S256': Buffer.from(fingerprintOf(provedBy), 'hex').toString('base64url') },
        }),
    })
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: signer.kid, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(client.clientId)
      .setJti(randomUUID())
      .setIssuedAt(iat)
      .setExpirationTime(iat + ACCESS_TOKEN_SECONDS)
      .sign(signer.privateKey);
  }

  /** What a token says; undefined where it was not signed here, has ended or was revoked. */
  async read(token: string): Promise<AccessClaims | undefined> {
    const read = await this.verify(token);
    return read && !(await this.isRevoked(read.jti)) ? read : undefined;
  }

  /** Ends a token before its time, at every gateway. */
  async revoke({ jti, exp }: AccessClaims): Promise<void> {
    const em = this.orm.em.fork();
    await em.execute('delete from oauth_revoked_tokens where expires_at < ?', [this.now()]);
    await em.execute(
      `with revoked as (insert into oauth_revoked_tokens (jti, expires_at) values (?, ?) on conflict do nothing returning jti)
         select pg_notify('${TOKEN_REVOKED_CHANNEL}', jti) from revoked`,
      [jti, new Date(exp * 1000)],
    );
  }

  /** Which of these tokens were revoked. */
  async revokedOf(jtis: readonly string[]): Promise<Set<string>> {
    if (jtis.length === 0) return new Set();
    const places = jtis.map(() => '?').join(', ');
    const statement = `select jti from oauth_revoked_tokens where jti in (${places})`;
    const rows = await this.orm.em.fork().execute<{ jti: string }[]>(statement, [...jtis]);
    return new Set(rows.map(({ jti }) => jti));
  }

  private async isRevoked(jti: string): Promise<boolean> {
    return (await this.revokedOf([jti])).has(jti);
  }

  private async verify(token: string): Promise<AccessClaims | undefined> {
    if (!JWS.test(token)) return undefined;
    const { verify } = await this.keys.keySet();
    const options = { typ: 'at+jwt', algorithms: [SIGNING_ALGORITHM], currentDate: this.now() };
    try {
      const { payload } = await jwtVerify(token, verify, options).catch(async (error) => {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        return jwtVerify(token, (await this.keys.reread()).verify, options);
      });
      return claims.safeParse(payload).data;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}

/** The scopes that a token's claim names. */
export function scopesOf(scope: string): Set<ApiScope> {
  return new Set(scope.split(' ').filter(isApiScope));
}

function fingerprintOf({ fingerprint256 }: X509Certificate): string {
  return fingerprint256.replaceAll(':', '').toLowerCase();
}
