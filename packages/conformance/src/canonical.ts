import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** JSON that is the same for the same value, however its names are ordered (RFC 8785). */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? '';
}

/** SHA-256 of what a value says, hexadecimal. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
