import { LARGEST_REPORT_BYTES, type Verification, verifyReport } from '@portal/conformance/verify';
import { type CheckedStamp, verifyStamp } from './verify-stamp.ts';

/** What is found of a file, or why nothing could be. */
export type Checked =
  | (Extract<Verification, { outcome: 'GENUINE' }> & { timeStamp: CheckedStamp })
  | Exclude<Verification, { outcome: 'GENUINE' }>
  | { outcome: 'NO_KEYS' | 'NOT_READ' };

const KEYS = '/.well-known/conformance-jwks.json';

/** Checks a file here in the browser: it goes nowhere, only the portal's public keys and its time stamp are fetched. */
export async function verifyFile(file: Blob): Promise<Checked> {
  if (file.size > LARGEST_REPORT_BYTES) return { outcome: 'UNUSABLE', why: 'TOO_LARGE' };
  // It may be gone, or on a disk that was taken out.
  const read = await file.arrayBuffer().catch(() => undefined);
  if (!read) return { outcome: 'NOT_READ' };
  // Those that a cache has lack a key that is new, and what it signed would be told as somebody else's.
  const keys = await fetch(KEYS, { cache: 'no-cache' })
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .catch(() => undefined);
  if (!keys) return { outcome: 'NO_KEYS' };
  const bytes = new Uint8Array(read);
  const found = await verifyReport(bytes, keys);
  return found.outcome === 'GENUINE' ? { ...found, timeStamp: await verifyStamp(bytes, found) } : found;
}
