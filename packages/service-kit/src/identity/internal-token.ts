import { AssuranceLevel, Role } from '@portal/domain';
import { type CryptoKey, createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { ANONYMOUS, type Caller, type Person } from './caller.ts';

/** The subgraphs that an internal token can be meant for. */
export type Audience = 'catalogue' | 'credentials' | 'homologation';

/** A private Ed25519 key and who signs with it. */
export interface SigningKey {
  /** `kid` of the key and `iss` of what it signs: `gateway`, `credentials` or `homologation`. */
  issuer: string;
  privateKey: CryptoKey;
}

/** A token that a subgraph does not accept. The message says why and carries nothing of the token. */
export class InvalidToken extends Error {
  readonly code = 'INVALID_TOKEN';

  override get name() {
    return 'InvalidToken';
  }
}

/** How long an internal token is good for. */
export const INTERNAL_TOKEN_SECONDS = 60;

/** Each may be five away from the clock of the database: readiness says so. */
const CLOCK_TOLERANCE_SECONDS = 10;
const PEOPLE_ISSUER = 'gateway';
/** Where each service's own tokens are good. */
const SERVICE_AUDIENCES: ReadonlyMap<string, Audience> = new Map([
  ['credentials', 'catalogue'],
  ['homologation', 'credentials'],
]);

/** Reads the private JWK that a service signs with; its `kid` names the issuer. */
export async function importSigningKey(jwk: JWK): Promise<SigningKey> {
  if (!jwk.kid) throw new InvalidToken('the signing key has no kid');
  const privateKey = await importJWK(jwk, 'EdDSA');
  if (privateKey instanceof Uint8Array || privateKey.type !== 'private') {
    throw new InvalidToken('the signing key is not a private key');
  }
  return { issuer: jwk.kid, privateKey };
}

/** Signs who the caller is, for one subgraph and for 60 seconds. */
export function signInternalToken(key: SigningKey, audience: Audience, caller: Caller): Promise<string> {
  const token = new SignJWT(claimsOf(caller))
    .setProtectedHeader({ alg: 'EdDSA', kid: key.issuer })
    .setIssuer(key.issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${INTERNAL_TOKEN_SECONDS}s`);
  const subject = subjectOf(caller);
  if (subject) token.setSubject(subject);
  return token.sign(key.privateKey);
}

/** Tells who a token speaks for; everything but a good token for this audience throws `InvalidToken`. */
export type TokenVerifier = (token: string | undefined) => Promise<Caller>;

/** So many good tokens are remembered: a caller's is used again for each of their requests. */
const MOST_REMEMBERED = 1_000;

/** Makes the verifier of a subgraph from the public keys of those who may sign; a good token is checked once. */
export function createTokenVerifier(jwks: JSONWebKeySet, audience: Audience): TokenVerifier {
  const verify = createFirstVerifier(jwks, audience);
  const remembered = new Map<string, Verified>();
  return async (token) => {
    if (!token) throw new InvalidToken('no token');
    const known = remembered.get(token);
    if (known && Date.now() < known.until) return known.caller;
    remembered.delete(token);
    const verified = await verify(token);
    if (remembered.size >= MOST_REMEMBERED) forgetOldest(remembered);
    remembered.set(token, verified);
    return verified.caller;
  };
}

interface Verified {
  caller: Caller;
  until: number;
}

function forgetOldest(remembered: Map<string, Verified>): void {
  const [oldest] = remembered.keys();
  if (oldest !== undefined) remembered.delete(oldest);
}

function createFirstVerifier(jwks: JSONWebKeySet, audience: Audience): (token: string) => Promise<Verified> {
  const keys = createLocalJWKSet(jwks);
  return async (token) => {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      audience,
      algorithms: ['EdDSA'],
      requiredClaims: ['iss', 'exp', 'iat'],
      maxTokenAge: INTERNAL_TOKEN_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    }).catch((error: { code?: string }) => {
      throw new InvalidToken(`token refused: ${error.code ?? 'unreadable'}`);
    });
    // A key signs for its own name only, so that credentials' key can never speak for a person.
    if (!protectedHeader.kid || protectedHeader.kid !== payload.iss) {
      throw new InvalidToken('the issuer is not the owner of the key');
    }
    const caller = callerOf(payload, payload.iss, audience);
    // Shared by all requests that bring this token.
    Object.freeze(caller);
    const { exp = 0, iat = 0 } = payload;
    return { caller, until: Math.min(exp, iat + INTERNAL_TOKEN_SECONDS) * 1000 };
  };
}

const serviceClaims = z.object({ roles: z.tuple([z.literal('SERVICE')]), sub: z.never().optional() });
const anonymousClaims = z.object({ roles: z.tuple([]), sub: z.never().optional() });
const personClaims = z.object({
  sub: z.string().min(1),
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(z.enum(Role)),
  level: z.enum(AssuranceLevel),
  // Not told of who is bound to none, nor by a gateway that is older than it.
  portfolios: z.array(z.string().min(1)).nonempty().nullable().default(null),
  team: z.string().min(1).optional(),
  // Told of who administrates alone: whether it is asked at all the gateway knows.
  secondFactorDue: z.literal(true).optional(),
});

const clientClaims = z.object({
  roles: z.tuple([z.literal('CLIENT')]),
  sub: z.string().min(1),
  credential: z.string().min(1),
  request: z.string().min(1),
});
const resourceServerClaims = z.object({ roles: z.tuple([z.literal('RESOURCE_SERVER')]), sub: z.string().min(1) });

function subjectOf(caller: Caller): string | undefined {
  switch (caller.kind) {
    case 'person':
    case 'resource-server':
      return caller.id;
    case 'client':
      return caller.clientId;
    default:
      return undefined;
  }
}

function claimsOf(caller: Caller): Record<string, unknown> {
  switch (caller.kind) {
    case 'anonymous':
      return { roles: [] };
    case 'service':
      return { roles: ['SERVICE'] };
    case 'resource-server':
      return { roles: ['RESOURCE_SERVER'] };
    case 'client':
      return { roles: ['CLIENT'], credential: caller.credentialId, request: caller.requestId };
    case 'person':
      return {
        name: caller.name,
        email: caller.email,
        roles: caller.roles,
        level: caller.assuranceLevel,
        ...(caller.portfolios && { portfolios: caller.portfolios }),
        ...(caller.ofTeam && { team: caller.ofTeam }),
        ...(caller.secondFactorDue && { secondFactorDue: true }),
      };
  }
}

function callerOf(payload: unknown, issuer: string, audience: Audience): Caller {
  const asksOnly = SERVICE_AUDIENCES.get(issuer);
  if (asksOnly) {
    if (audience !== asksOnly) throw new InvalidToken(`${issuer} may ask ${asksOnly} only`);
    if (!serviceClaims.safeParse(payload).success) throw new InvalidToken('a service speaks for itself only');
    return { kind: 'service', name: issuer };
  }
  if (issuer !== PEOPLE_ISSUER) throw new InvalidToken('unknown issuer');
  if (anonymousClaims.safeParse(payload).success) return ANONYMOUS;
  const client = clientClaims.safeParse(payload);
  if (client.success) {
    const { sub, credential, request } = client.data;
    return { kind: 'client', clientId: sub, credentialId: credential, requestId: request };
  }
  const resourceServer = resourceServerClaims.safeParse(payload);
  if (resourceServer.success) return { kind: 'resource-server', id: resourceServer.data.sub };
  return personOf(payload);
}

function personOf(payload: unknown): Person {
  const person = personClaims.safeParse(payload);
  if (!person.success) throw new InvalidToken('claims missing');
  const { sub, name, email, roles, level, portfolios, team, secondFactorDue } = person.data;
  return {
    kind: 'person',
    id: sub,
    name,
    email,
    roles,
    assuranceLevel: level,
    portfolios,
    ...(team && { ofTeam: team }),
    ...(secondFactorDue && { secondFactorDue }),
  };
}
