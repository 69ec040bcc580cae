import { hash } from 'node:crypto';
import { canonicalText, linkedBytes, type RecordedAct } from './record.ts';
import type { HashAll } from './verify-chain.ts';

/** SHA-256 of a record in canonical JSON, in hexadecimal. */
export function digestOf(record: RecordedAct): string {
  return hash('sha256', canonicalText(record));
}

/** What a link is, in hexadecimal. */
export function linkOf(before: string, digest: string): string {
  return hash('sha256', linkedBytes(before, digest));
}

/** SHA-256 as Node does it fastest: at once. */
export const hashAll: HashAll = async (all) => all.map((one) => hash('sha256', one));
