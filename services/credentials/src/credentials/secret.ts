import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Environment } from '@portal/domain';

const PREFIX: Record<Environment, string> = { HOMOLOGATION: 'hml', PRODUCTION: 'prd' };

// The library's default algorithm is argon2id; the cost is what OWASP asks for at least.
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A new public name of a system for the Portal's own API. */
export function newClientId(environment: Environment): string {
  return `${PREFIX[environment]}-${randomBytes(12).toString('hex')}`;
}

/** A new secret of 256 random bits. Its beginning lets people and scanners of leaked secrets recognise it. */
export function newSecret(environment: Environment): string {
  return `pds_${PREFIX[environment]}_${randomBytes(32).toString('base64url')}`;
}

/** What is kept in the place of a secret: argon2id, with a salt of its own. */
export function hashSecret(secret: string): Promise<string> {
  return hash(secret, ARGON2ID);
}
