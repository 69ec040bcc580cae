import { randomBytes, randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { TokenKey } from './token-key.ts';
import type { ShownCertificate } from './trust.ts';

/** Half an hour, as the RNDS's: the answer says so in milliseconds. */
export const TOKEN_SECONDS = 1_800;
/** Who asks twice within this time is given the same. */
const SAME_FOR_MS = 2_000;
/** The RNDS's are longer than that: whoever keeps them in a short column is to notice here. */
const LEAST_LENGTH = 2_048;
const MOST_REMEMBERED = 5_000;
const ISSUER = 'auth.homologacao.portal-de-servicos';

/** Whose a good token is. */
export interface TokenHolder {
  /** Of the certificate: SHA-256 in hexadecimal. */
  sha256: string;
  tokenId: string;
  expiresAt: Date;
}

/** A token that is none of ours, was changed, or is over. */
export class BadToken extends Error {
  constructor(
    message: string,
    /** The token's end, where that is what is wrong. */
    readonly expiredAt?: Date,
  ) {
    super(message);
  }
}

const claims = z.object({ sub: z.string().regex(/^[0-9a-f]{64}$/), jti: z.string(), exp: z.number() });

/** Issues and checks the tokens that the EHR host is asked with. */
export class AccessTokens {
  private readonly issued = new Map<string, { token: Promise<string>; at: number }>();
  private readonly checked = new Map<string, TokenHolder>();

  constructor(
    private readonly key: TokenKey,
    private readonly now: () => Date,
  ) {}

  /** A JWT for a certificate, signed by RS256; good no longer than that. */
  issue(certificate: ShownCertificate): Promise<string> {
    const at = this.now().getTime();
    const last = this.issued.get(certificate.sha256);
    if (last && at - last.at < SAME_FOR_MS) return last.token;
    const token = this.sign(certificate, Math.floor(at / 1_000));
    remember(this.issued, certificate.sha256, { token, at });
    token.catch(() => this.issued.delete(certificate.sha256));
    return token;
  }

  /** Whose a token is; throws `BadToken`. Its end is kept to the second, without leeway. */
  async check(token: string): Promise<TokenHolder> {
    const known = this.checked.get(token);
    if (known && known.expiresAt > this.now()) return known;
    const { payload } = await jwtVerify(token, this.key.publicKey, {
      issuer: ISSUER,
      algorithms: ['RS256'],
      clockTolerance: 0,
      currentDate: this.now(),
    }).catch((error: unknown) => {
      if (error instanceof errors.JWTExpired) throw expired(error.payload.exp ?? 0, this.now());
      throw new BadToken('JWT signature does not match locally computed signature.');
    });
    const { sub, jti, exp } = claims.parse(payload);
    const holder = { sha256: sub, tokenId: jti, expiresAt: new Date(exp * 1_000) };
    remember(this.checked, token, holder);
    return holder;
  }

  private async sign({ sha256, der, subject, validTo }: ShownCertificate, second: number): Promise<string> {
    const exp = Math.min(second + TOKEN_SECONDS, Math.floor(validTo.getTime() / 1_000));
    const facts = { certificado: der.toString('base64'), titular: subject, exp };
    const short = await this.signed(facts, sha256, second);
    if (short.length > LEAST_LENGTH) return short;
    const filling = randomBytes(LEAST_LENGTH - short.length).toString('base64url');
    return this.signed({ ...facts, complemento: filling }, sha256, second);
  }

  private signed(facts: object, sha256: string, second: number): Promise<string> {
    return new SignJWT({ scope: 'read write', ...facts })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: this.key.kid })
      .setIssuer(ISSUER)
      .setSubject(sha256)
      .setJti(randomUUID())
      .setIssuedAt(second)
      .sign(this.key.privateKey);
  }
}

function expired(exp: number, now: Date): BadToken {
  const at = new Date(exp * 1_000);
  const seconds = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;
  const late = now.getTime() - at.getTime();
  const message = `JWT expired at ${seconds(at)}. Current time: ${seconds(now)}, a difference of ${late} milliseconds. Allowed clock skew: 0 milliseconds.`;
  return new BadToken(message, at);
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= MOST_REMEMBERED) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
