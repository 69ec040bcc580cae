import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { verify } from '@node-rs/argon2';
import { Credential } from '../credentials/credential.ts';
import { hashSecret } from '../credentials/secret.ts';

// Compared with where there is no hash: who guesses client ids must not tell an unknown one by a quicker answer.
let decoy: Promise<string> | undefined;

/**
 * The credential whose secret this is: the current one, or the one before it within its overlap. A wrong secret costs two
 * comparisons whether or not there is such a client, and whether or not it has one secret or two.
 */
export async function credentialOfSecret(
  em: EntityManager,
  clientId: string,
  secret: string,
  now: Date,
): Promise<Credential | null> {
  const credential = await em.findOne(Credential, { clientId });
  if (await matches(credential?.secretHash, secret)) return credential;
  const { previousSecretHash, previousSecretExpiresAt } = credential ?? {};
  const overlaps = previousSecretExpiresAt && previousSecretExpiresAt > now;
  return (await matches(overlaps ? previousSecretHash : null, secret)) ? credential : null;
}

async function matches(hash: string | null | undefined, secret: string): Promise<boolean> {
  decoy ??= hashSecret(randomBytes(32).toString('base64url'));
  const equal = await verify(hash ?? (await decoy), secret);
  return equal && hash != null;
}
