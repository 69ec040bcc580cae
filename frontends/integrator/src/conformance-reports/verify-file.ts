import { LARGEST_REPORT_BYTES, type Verification, verifyReport } from '@portal/conformance/verify';
import { type CheckedStamp, verifyStamp } from './verify-stamp.ts';

/** What is found of a file, or why nothing could be. */
export type Checked =
  | (Extract<Verification, { outcome: 'GENUINE' }> & { timeStamp: CheckedStamp })
  | Exclude<Verification, { outcome: 'GENUINE' }>
  | { outcome: 'NO_KEYS' };

const KEYS = '/.well-known/conformance-jwks.json';

/** Checks a file here in the browser: it goes nowhere, only the portal's public keys and its time stamp are fetched. */
export async function verifyFile(file: Blob): Promise<Checked> {
  if (file.size > LARGEST_REPORT_BYTES) return { outcome: 'UNUSABLE', why: 'TOO_LARGE' };
  const keys = await fetch(KEYS)
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .catch(() => undefined);
  if (!keys) return { outcome: 'NO_KEYS' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const found = await verifyReport(bytes, keys);
  return found.outcome === 'GENUINE' ? { ...found, timeStamp: await verifyStamp(bytes, found) } : found;
}
