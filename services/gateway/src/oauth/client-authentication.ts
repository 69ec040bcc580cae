import { X509Certificate } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from '../clock.ts';
import { isFirstUse } from '../first-use.ts';
import { clientRefused } from '../security-events.ts';
import type { ClientSecret } from './basic-credentials.ts';
import type { ClientDirectory, ClientFacts } from './client-directory.ts';
import type { GuessLimit } from './guess-limit.ts';
import { OauthError } from './oauth-error.ts';

/** A client that proved who it is. */
export interface AuthenticatedClient {
  client: ClientFacts;
  /** The certificate whose key it proved to have; none where it showed a secret. */
  provedBy: X509Certificate | undefined;
}

/** How a client says who it is: exactly one way. */
export type ClientProof =
  | ({ kind: 'secret' } & ClientSecret)
  | { kind: 'assertion'; assertion: string; clientId?: string | undefined };

/** What checking a proof stands on. */
export interface AuthenticationParts {
  orm: MikroORM;
  directory: ClientDirectory;
  guesses: GuessLimit;
  now: Clock;
}

/** Algorithms by the kind of the certificate's key. */
const RSA = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const OF_CURVE: Readonly<Record<string, string>> = { prime256v1: 'ES256', secp384r1: 'ES384', secp521r1: 'ES512' };

/** What an assertion may be signed with. */
export const ASSERTION_ALGORITHMS = [...RSA, ...Object.values(OF_CURVE)];

/** An assertion that is good for longer would have to be remembered for longer. */
const LONGEST_ASSERTION_SECONDS = 600;
const CLOCK_SKEW_SECONDS = 30;

const WRONG = 'Cliente desconhecido, segredo incorreto ou assinatura que confere com outro certificado.';

/** Checks who a client is; invalid_client without telling what was wrong. A credential that is not ACTIVE is no client. */
export async function authenticateClient(
  parts: AuthenticationParts,
  proof: ClientProof,
  { address, audiences }: { address: string; audiences: string[] },
): Promise<AuthenticatedClient> {
  const { guesses } = parts;
  const clientId = proof.kind === 'secret' ? proof.id : subjectOf(proof.assertion);
  // RFC 7521 §4.2: where client_id is sent too, it is the same client's.
  if (proof.kind === 'assertion' && (proof.clientId ?? clientId) !== clientId) {
    throw new OauthError('invalid_client', 'client_id e client_assertion sao de clientes diferentes.');
  }
  const secret = proof.kind === 'secret' ? { secret: proof.secret } : {};
  const authenticated = await guesses.attempt({ clientId, address, ...secret }, () =>
    proof.kind === 'secret'
      ? clientOfSecret(parts, clientId, proof.secret)
      : clientOfAssertion(parts, clientId, proof.assertion, audiences),
  );
  if (!authenticated) {
    clientRefused(clientId);
    throw new OauthError('invalid_client', WRONG);
  }
  if (authenticated.client.state !== 'ACTIVE') {
    throw new OauthError('invalid_client', 'A credencial deste cliente deixou de valer.');
  }
  return authenticated;
}

async function clientOfSecret(
  { directory }: AuthenticationParts,
  clientId: string,
  secret: string,
): Promise<AuthenticatedClient | undefined> {
  const client = await directory.authenticate(clientId, secret);
  return client && { client, provedBy: undefined };
}

/**
 * RFC 7523 §3: signed by the key of the registered certificate, or of the one before it while that is good, for us, for a
 * short while, and used once.
 */
async function clientOfAssertion(
  { orm, directory, now }: AuthenticationParts,
  clientId: string,
  assertion: string,
  audiences: string[],
): Promise<AuthenticatedClient | undefined> {
  const client = (await directory.lookUp([clientId])).get(clientId);
  if (!client) return undefined;
  const rules = { clientId, audiences, now: now() };
  for (const provedBy of certificatesOf(client)) {
    const payload = await claimsSignedBy(provedBy, assertion, rules);
    if (!payload) continue;
    const { exp = 0, jti = '' } = payload;
    if (exp - now().getTime() / 1000 > LONGEST_ASSERTION_SECONDS + CLOCK_SKEW_SECONDS) return undefined;
    const until = new Date((exp + 2 * CLOCK_SKEW_SECONDS) * 1000);
    return (await isFirstUse(orm, `${clientId}|${jti}`, { until, now: now() })) ? { client, provedBy } : undefined;
  }
  return undefined;
}

function certificatesOf({ certificatePem, previousCertificate }: ClientFacts): X509Certificate[] {
  const pems = [certificatePem, previousCertificate?.pem];
  return pems.flatMap((pem) => (pem ? [new X509Certificate(pem)] : []));
}

async function claimsSignedBy(
  { publicKey }: X509Certificate,
  assertion: string,
  { clientId, audiences, now }: { clientId: string; audiences: string[]; now: Date },
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(assertion, publicKey, {
      issuer: clientId,
      subject: clientId,
      audience: audiences,
      algorithms: publicKey.asymmetricKeyType === 'rsa' ? RSA : [OF_CURVE[curveOf(publicKey)] ?? 'none'],
      requiredClaims: ['exp', 'jti'],
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: now,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Nothing of it is checked yet: it may be no text at all. */
function subjectOf(assertion: string): string {
  const subject: unknown = claimsOf(assertion).sub;
  if (typeof subject !== 'string') throw new OauthError('invalid_client', WRONG);
  return subject;
}

function claimsOf(assertion: string): JWTPayload {
  try {
    return decodeJwt(assertion);
  } catch {
    throw new OauthError('invalid_client', WRONG);
  }
}

function curveOf({ asymmetricKeyDetails }: X509Certificate['publicKey']): string {
  return asymmetricKeyDetails?.namedCurve ?? '';
}
