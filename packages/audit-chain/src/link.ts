import { hash } from 'node:crypto';
import { canonicalText, type RecordedAct } from './record.ts';
import type { HashAll } from './verify-chain.ts';

/** SHA-256 of a record in canonical JSON, in hexadecimal. */
export function digestOf(record: RecordedAct): string {
  return hash('sha256', canonicalText(record));
}

/** What a link is: SHA-256 of the link before it and of its own record's digest, both as their 32 bytes. */
export function linkOf(before: string, digest: string): string {
  return hash('sha256', Buffer.from(before + digest, 'hex'));
}

/** SHA-256 as Node does it fastest: at once. */
export const hashAll: HashAll = async (all, as) =>
  all.map((one) => hash('sha256', as === 'text' ? one : Buffer.from(one, 'hex')));
